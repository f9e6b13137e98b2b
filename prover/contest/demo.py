"""The demo contest, which the wheel brings along, written into a folder of the user's."""

from __future__ import annotations

from pathlib import Path

from prover.problems.errors import ProblemError

_HERE = Path(__file__).resolve().parent
SOURCES = (
    _HERE / "shipped" / "demo",  # an installed wheel
    _HERE.parents[1] / "contests" / "demo",  # the repository itself
)


def demo_source() -> Path:
    """The folder that holds the demo contest. Raises `ProblemError` when the install lacks it."""
    for folder in SOURCES:
        if (folder / "contest.yaml").is_file():
            return folder
    raise ProblemError("the demo contest is missing from this installation; install it again")


def write_demo(folder: Path) -> list[Path]:
    """Write the demo contest into `folder`, which is made, and return the files in order.

    Files that lie there with the same content stay; nothing is ever replaced. Raises
    `ProblemError` before anything is written when another file has one of the names.
    """
    contents = {file.name: file.read_bytes() for file in sorted(demo_source().iterdir())}
    if folder.exists() and not folder.is_dir():
        raise ProblemError("is a file; name a new or an empty folder", path=folder)
    try:
        missing = [name for name in contents if not _lies_there(folder / name, contents[name])]
        folder.mkdir(parents=True, exist_ok=True)
        for name in missing:
            # "x": a file that appeared meanwhile is not replaced either.
            with (folder / name).open("xb") as file:
                file.write(contents[name])
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise ProblemError(
            f"cannot be written ({reason}); name another folder", path=folder
        ) from None
    return [folder / name for name in contents]


def _lies_there(file: Path, content: bytes) -> bool:
    """Whether the file is there and is ours. Raises `ProblemError` when it is another."""
    if not file.exists() and not file.is_symlink():
        return False
    if file.is_file() and file.read_bytes() == content:
        return True
    raise ProblemError(
        "is there already and is not the demo contest's; nothing was written, name another folder",
        path=file,
    )
