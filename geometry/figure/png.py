"""SVG to PNG."""

from __future__ import annotations

from geometry.errors import GeometryError


class PictureError(GeometryError):
    """The PNG renderer is missing."""


def to_png(svg: str, *, zoom: float = 2.0) -> bytes:
    """The figure as a PNG image.

    Args:
        svg: a figure from `draw_svg`.
        zoom: pixels of the image per pixel of the figure.

    Raises:
        PictureError: the package `resvg-py` is not installed.
    """
    try:
        import resvg_py
    except ImportError:
        raise PictureError(
            "PNG needs the package resvg-py; install it with: pip install 'olympiad-prover[pictures]'"
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, serif_family="DejaVu Serif"))
