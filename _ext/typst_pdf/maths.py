"""LaTeX maths, the part that pages use, as Typst maths."""

from __future__ import annotations

import re

from typst_pdf.markup import string

__all__ = ["UnknownMathError", "to_typst"]


class UnknownMathError(Exception):
    """A LaTeX command without a translation; the message is the command."""


_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Sigma",
    "Phi",
    "Psi",
    "Omega",
]
#: LaTeX command -> Typst symbol or function (Typst reference, "Symbols").
_SYMBOLS = {
    **{name: name for name in _GREEK},
    "cdot": "dot.op", "times": "times", "div": "div", "pm": "plus.minus",
    "le": "lt.eq", "leq": "lt.eq", "ge": "gt.eq", "geq": "gt.eq", "neq": "eq.not",
    "ne": "eq.not", "approx": "approx", "sim": "tilde.op", "equiv": "equiv",
    "in": "in", "notin": "in.not", "subset": "subset", "cup": "union",
    "cap": "inter", "forall": "forall", "exists": "exists", "infty": "infinity",
    "partial": "partial", "nabla": "nabla", "sum": "sum", "prod": "product",
    "int": "integral", "to": "arrow.r", "rightarrow": "arrow.r",
    "Rightarrow": "arrow.r.double", "leftarrow": "arrow.l", "mapsto": "arrow.r.bar",
    "ldots": "dots.h", "cdots": "dots.h.c", "dots": "dots.h", "mid": "bar.v",
    "log": "log", "ln": "ln", "exp": "exp", "min": "min", "max": "max", "sin": "sin",
    "cos": "cos", "tan": "tan", "lim": "lim", "det": "det", "Pr": "Pr",
    "quad": "quad", "qquad": "wide", "left": "", "right": "", ",": "thin", ";": "med",
    "{": "brace.l", "}": "brace.r", "%": string("%"), "$": string("$"),
    "&": string("&"),
    "|": "bar.v.double", "ell": "ell", "prime": "prime", "circ": "compose",
    "displaystyle": "", "lbrace": "brace.l", "rbrace": "brace.r", "vert": "bar.v",
}  # fmt: skip
_FUNCTIONS = {
    "sqrt": "sqrt", "hat": "hat", "bar": "macron", "tilde": "tilde", "vec": "arrow",
    "mathbb": "bb", "mathcal": "cal", "mathbf": "bold", "mathrm": "upright",
    "boldsymbol": "bold", "overline": "overline", "underline": "underline",
}  # fmt: skip
_PLAIN = set("+-=<>()[]|,.;:!/*' ")
_WORDS = {"text", "textrm", "operatorname", "mbox"}


def to_typst(latex: str) -> str:
    """Return Typst maths for a LaTeX formula.

    Raises:
        UnknownMathError: The formula uses what this translation does not know.
    """
    tokens = [token for token in _TOKEN.findall(latex) if not token.isspace()]
    result, rest = _sequence(tokens, 0, None)
    if rest != len(tokens):
        raise UnknownMathError(tokens[rest])
    return result


def _sequence(tokens: list[str], at: int, end: str | None) -> tuple[str, int]:
    parts = []
    while at < len(tokens) and tokens[at] != end:
        part, at = _atom(tokens, at)
        parts.append(part)
    return " ".join(parts), at


def _group(tokens: list[str], at: int) -> tuple[str, int]:
    if at >= len(tokens):
        raise UnknownMathError("a formula that ends too early")
    if tokens[at] == "{":
        result, at = _sequence(tokens, at + 1, "}")
        if at >= len(tokens):
            raise UnknownMathError("a brace that is not closed")
        return result, at + 1
    return _atom(tokens, at)


def _atom(tokens: list[str], at: int) -> tuple[str, int]:
    token = tokens[at]
    name = token[1:] if token.startswith("\\") else ""
    if token in ("^", "_"):
        inner, at = _group(tokens, at + 1)
        return f"{token}({inner})", at
    if token == "{":
        return _group(tokens, at)
    if name in ("frac", "dfrac", "tfrac"):
        above, at = _group(tokens, at + 1)
        below, at = _group(tokens, at)
        return f"frac({above}, {below})", at
    if name in _WORDS:
        if at + 1 >= len(tokens) or tokens[at + 1] != "{" or "}" not in tokens[at:]:
            raise UnknownMathError(token)
        end = tokens.index("}", at)
        return string("".join(tokens[at + 2 : end])), end + 1
    if name in _FUNCTIONS:
        inner, at = _group(tokens, at + 1)
        return f"{_FUNCTIONS[name]}({inner})", at
    if name in _SYMBOLS:
        return _SYMBOLS[name], at + 1
    if name or token in "}&#$%~\\":
        raise UnknownMathError(token)
    if token[0].isdigit() or (token.isascii() and token.isalpha()):
        return token, at + 1
    if token in _PLAIN:
        return {"/": "slash", "*": "*"}.get(token, f"\\{token}"), at + 1
    return string(token), at + 1
