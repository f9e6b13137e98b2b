"""A composed proof as Markdown with TeX formulas, as a LaTeX document, or as plain text."""

from __future__ import annotations

import textwrap

from geometry.language import Statement
from geometry.proof import Proof
from geometry.prose.chains import Derivation
from geometry.prose.document import Document, Item, compose
from geometry.prose.notation import Notation

_WIDTH = 92


def render_markdown(proof: Proof, statement: Statement, *, title: str = "Proof") -> str:
    """The proof in Markdown, formulas between dollar signs.

    Args:
        proof: a proof of the goals of `statement`.
        statement: the problem, without auxiliary points.
        title: heading.
    """
    d = compose(proof, statement, Notation(tex=True), title)
    out = [f"# {d.title}", "## Problem", *(_markdown(i) for i in d.given), f"**{d.goal}**"]
    if d.added:
        out += ["## Auxiliary points", *(_markdown(i) for i in d.added)]
    out += ["## Solution", *(_markdown(i) for i in d.steps), f"{d.conclusion} ∎"]
    out += ["---", f"*{d.footing}*"]
    return "\n\n".join(part for part in out if part) + "\n"


def render_latex(proof: Proof, statement: Statement, *, title: str = "Proof") -> str:
    """The proof as a LaTeX document that compiles with amsmath and amssymb."""
    d = compose(proof, statement, Notation(tex=True), title)
    out = [
        r"\documentclass[11pt,a4paper]{article}",
        r"\usepackage[T1]{fontenc}",
        r"\usepackage[utf8]{inputenc}",
        r"\usepackage{amsmath,amssymb}",
        r"\usepackage[margin=28mm]{geometry}",
        r"\setlength{\parindent}{0pt}\setlength{\parskip}{0.6ex plus 0.2ex}\allowdisplaybreaks",
        r"\newcommand{\step}[1]{\makebox[2.6em][l]{(#1)}}",
        r"\begin{document}",
        rf"\section*{{{_escape(d.title)}}}",
        r"\subsection*{Problem}",
        *(_latex(i) for i in d.given),
        rf"\textbf{{{_degree(d.goal)}}}" if d.goal else "",
    ]
    if d.added:
        out += [r"\subsection*{Auxiliary points}", *(_latex(i) for i in d.added)]
    out += [r"\subsection*{Solution}", *(_latex(i) for i in d.steps)]
    out += [_degree(d.conclusion) + r"\hfill$\blacksquare$", r"\bigskip\hrule\medskip"]
    out += [rf"\small\emph{{{_degree(d.footing)}}}", r"\end{document}"]
    return "\n\n".join(part for part in out if part) + "\n"


def render_text(proof: Proof, statement: Statement, *, title: str = "Proof") -> str:
    """The proof for a terminal, in Unicode."""
    d = compose(proof, statement, Notation(tex=False), title)
    out = [_heading(d.title, "="), _heading("Problem", "-"), *(_text(i) for i in d.given)]
    out.append(_wrap(d.goal, ""))
    if d.added:
        out += [_heading("Auxiliary points", "-"), *(_text(i) for i in d.added)]
    out += [_heading("Solution", "-"), *(_text(i) for i in d.steps)]
    out += [_wrap(f"{d.conclusion} ∎", ""), _wrap(d.footing, "")]
    return "\n\n".join(part for part in out if part.strip()) + "\n"


def _markdown(item: Item) -> str:
    text = f"**({item.label})** {item.text}"
    if item.derivation is not None:
        text += f"\n\n$$\n{_aligned(item.derivation)}\n$$"
        text += "".join(f"\n\n{note}" for note in _notes(item.derivation))
    return text


def _latex(item: Item) -> str:
    text = rf"\step{{{item.label}}}{_degree(item.text)}"
    if item.derivation is not None:
        text += f"\n\\[\n{_degree(_aligned(item.derivation))}\n\\]\n"
        text += "\n".join(map(_degree, _notes(item.derivation)))
    return text


def _text(item: Item) -> str:
    mark = f"({item.label}) "
    text = _wrap(mark + item.text, " " * len(mark))
    if item.derivation is None:
        return text
    rows = item.derivation.rows
    if item.derivation.chain:
        first, rest = rows[0], rows[1:]
        lines = [(first.formula + " = " + rest[0].formula, rest[0].reason)]
        pad = " " * len(first.formula)
        lines += [(f"{pad} = {row.formula}", row.reason) for row in rest[1:]]
    else:
        lines = [(row.formula, row.reason) for row in rows]
    width = max(len(left) for left, _ in lines)
    indent = " " * (len(mark) + 2)
    text += "".join(f"\n{indent}{left:<{width}}   {reason}" for left, reason in lines)
    return text + "".join("\n" + _wrap(indent + note, indent) for note in _notes(item.derivation))


def _aligned(derivation: Derivation) -> str:
    lines: list[str] = []
    for i, row in enumerate(derivation.rows):
        reason = rf" && \text{{{row.reason}}}" if row.reason else ""
        if not derivation.chain:
            left, equals, right = row.formula.partition(" = ")
            lines.append((f"{left} &= {right}" if equals else f"&{left}") + reason)
        elif i == 0:
            continue
        else:
            left = derivation.rows[0].formula if i == 1 else ""
            lines.append(f"{left} &= {row.formula}{reason}")
    body = " \\\\\n".join(lines)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def _notes(derivation: Derivation) -> list[str]:
    return [derivation.note] if derivation.note else []


def _wrap(text: str, indent: str) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _heading(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}"


def _degree(text: str) -> str:
    """Characters that a LaTeX engine may lack, outside of formulas, as commands."""
    return text.replace("°", r"\textdegree{}").replace("×", r"$\times$")


def _escape(text: str) -> str:
    special = {c: "\\" + c for c in "&%$#_{}"} | {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
    return "".join(special.get(c, c) for c in text)


__all__ = ["Document", "render_latex", "render_markdown", "render_text"]
