"""A geometry proof's bundle in other forms: as PNG, as LaTeX, and one figure per part of a long
proof.

They are made from the bundle on request and lie outside of it: a bundle holds what was sealed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geometry import Proof
    from prover.bundle.bundle import Bundle


class ExportError(Exception):
    """The bundle has no such form, or the file cannot be written; one line with the reason."""


def write_png(bundle: Bundle, path: Path) -> None:
    """The bundle's figure as a PNG image at `path`. Raises `ExportError`."""
    from geometry import GeometryError
    from geometry.figure import to_png

    if bundle.figure is None:
        raise ExportError(f"{bundle.path} has no figure; only geometry problems have one")
    try:
        image = to_png(bundle.figure)
    except GeometryError as fault:
        raise ExportError(str(fault)) from None
    except ValueError as fault:  # the bundle may come from anywhere
        raise ExportError(f"the figure in {bundle.path} is no SVG: {fault}") from None
    write_file(bundle, path, image)


def write_latex(bundle: Bundle, path: Path) -> None:
    """The geometry proof as a LaTeX document at `path`. Raises `ExportError`."""
    from geometry import GeometryError, parse_statement
    from geometry.prose import render_latex

    proof = _proof(bundle)
    record = bundle.problem_record
    title = str(record.get("title") or record.get("id") or "Proof")
    try:
        text = render_latex(proof, parse_statement(proof.problem), title=title)
    except GeometryError as fault:
        raise ExportError(f"the certificate in {bundle.path} cannot be read: {fault}") from None
    write_file(bundle, path, text.encode())


def write_figures(bundle: Bundle, folder: Path) -> list[Path]:
    """One figure per part of the proof, `figure-1.svg` and so on, in `folder`, which is made.

    Returns the files in order. Raises `ExportError`.
    """
    from geometry import GeometryError
    from geometry.figure import draw_phases

    try:
        figures = draw_phases(_proof(bundle))
    except GeometryError as fault:
        raise ExportError(f"the certificate in {bundle.path} cannot be drawn: {fault}") from None
    refuse_inside(bundle, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise ExportError(f"{folder} cannot be made ({fault.strerror}); name a folder") from None
    paths = [folder / f"figure-{number}.svg" for number in range(1, len(figures) + 1)]
    for path, figure in zip(paths, figures, strict=True):
        write_file(bundle, path, figure.encode())
    return paths


def _proof(bundle: Bundle) -> Proof:
    from geometry import GeometryError
    from geometry.certificate import from_json

    certificate = bundle.certificate
    if certificate is None or certificate.kind != "geometry":
        raise ExportError(f"{bundle.path} holds no geometry proof")
    try:
        return from_json(certificate.text)
    except (GeometryError, ValueError) as fault:
        raise ExportError(f"the certificate in {bundle.path} cannot be read: {fault}") from None


def write_file(bundle: Bundle, path: Path, content: bytes) -> None:
    """Write `content` to `path`, which lies outside of the bundle. Raises `ExportError`."""
    refuse_inside(bundle, path)
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise ExportError(f"{path} cannot be written ({fault.strerror}); check the path") from None


def refuse_inside(bundle: Bundle, path: Path) -> None:
    """Raises `ExportError` when `path` lies in the bundle."""
    if path.resolve().is_relative_to(bundle.path.resolve()):
        raise ExportError(f"{path} lies in the bundle, which is sealed; choose another place")
