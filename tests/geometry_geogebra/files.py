"""GeoGebra files made for the tests: the XML that GeoGebra writes, zipped."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr


def point(label: str, x: float, y: float) -> str:
    return (
        f'<element type="point" label={quoteattr(label)}><show object="true" label="true"/>'
        f'<coords x="{x!r}" y="{y!r}" z="1"/></element>'
    )


def element(label: str, kind: str, coords: tuple[float, float, float] | None = None) -> str:
    inner = "" if coords is None else '<coords x="{}" y="{}" z="{}"/>'.format(*coords)
    return f"<element type={quoteattr(kind)} label={quoteattr(label)}>{inner}</element>"


def command(name: str, inputs: str, outputs: str) -> str:
    """`inputs` and `outputs` are separated by semicolons."""

    def attributes(text: str) -> str:
        return " ".join(f"a{i}={quoteattr(x.strip())}" for i, x in enumerate(text.split(";")))

    return (
        f"<command name={quoteattr(name)}><input {attributes(inputs)}/>"
        f"<output {attributes(outputs)}/></command>"
    )


def expression(label: str, formula: str) -> str:
    return f"<expression label={quoteattr(label)} exp={quoteattr(formula)}/>"


def xml(*parts: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<geogebra format="5.0" app="classic">'
        '<gui><font size="16"/></gui><euclidianView/>'
        f'<construction title="" author="" date="">{"".join(parts)}</construction></geogebra>'
    )


def archive(text: str | bytes, member: str = "geogebra.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("geogebra_javascript.js", "function ggbOnInit() {}")
        file.writestr(member, text)
    return out.getvalue()


def ggb(*parts: str) -> bytes:
    return archive(xml(*parts))


TRIANGLE = (point("A", 0.5, 3), point("B", -1, 0), point("C", 4, 0.5))
ORTHOCENTRE = (
    *TRIANGLE,
    command("Segment", "B;C", "f"),
    element("f", "segment", (-0.5, 5, -0.5)),
    command("OrthogonalLine", "A;f", "g"),
    element("g", "line", (5, 0.5, -4)),
    command("Line", "C;A", "k"),
    element("k", "line", (1, 1, 1)),
    command("OrthogonalLine", "B;k", "l"),
    element("l", "line", (3.5, -2.5, 3.5)),
    command("Intersect", "g;l", "H"),
    point("H", 0.6756756756756757, 1.2432432432432432 * 1.0),
)
