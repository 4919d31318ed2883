"""LaTeX maths, the part that pages use, as Typst maths."""

from __future__ import annotations

import re

from typst_pdf.markup import string

__all__ = ["UnknownMathError", "to_typst"]


class UnknownMathError(Exception):
    """A LaTeX command without a translation; the message is the command."""


#: Words within a formula; the last group is what they say.
_WORDS = re.compile(r"\\(text|mbox|operatorname)[^{]*\{([^{}]*)\}", re.DOTALL)
_TOKEN = re.compile(
    r"\\(?:text(?:rm|bf|it)?|mbox|operatorname\*?)\s*\{[^{}]*\}"
    r"|\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\s+|.",
    re.DOTALL,
)
#: Commands whose name Typst knows as it is (Typst reference, "Symbols").
_SAME = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota",
    "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon",
    "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
    "Sigma", "Phi", "Psi", "Omega", "times", "div", "approx", "equiv", "in", "subset",
    "forall", "exists", "partial", "nabla", "sum", "prime", "log", "ln", "exp", "min",
    "max", "sup", "inf", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin",
    "arccos", "arctan", "lim", "liminf", "limsup", "arg", "det", "dim", "ker", "gcd",
    "Pr", "quad", "ell", "top",
]  # fmt: skip
#: LaTeX command -> Typst symbol (Typst reference, "Symbols").
_SYMBOLS = {
    **{name: name for name in _SAME},
    "varepsilon": "epsilon.alt", "vartheta": "theta.alt", "varphi": "phi.alt",
    "cdot": "dot.op", "pm": "plus.minus", "mp": "minus.plus", "ast": "ast.op",
    "le": "lt.eq", "leq": "lt.eq", "ge": "gt.eq", "geq": "gt.eq", "neq": "eq.not",
    "ne": "eq.not", "sim": "tilde.op", "simeq": "tilde.eq", "cong": "tilde.equiv",
    "ll": "lt.double", "gg": "gt.double", "propto": "prop", "notin": "in.not",
    "ni": "in.rev", "subseteq": "subset.eq", "supset": "supset",
    "supseteq": "supset.eq", "cup": "union", "cap": "inter", "setminus": "without",
    "emptyset": "emptyset", "varnothing": "emptyset", "infty": "infinity",
    "neg": "not", "lnot": "not", "land": "and", "wedge": "and", "lor": "or",
    "vee": "or", "oplus": "plus.o", "otimes": "times.o", "perp": "perp",
    "parallel": "parallel", "prod": "product", "int": "integral",
    "iint": "integral.double", "oint": "integral.cont", "bigcup": "union.big",
    "bigcap": "inter.big", "to": "arrow.r", "rightarrow": "arrow.r",
    "Rightarrow": "arrow.r.double", "implies": "arrow.r.double.long",
    "leftarrow": "arrow.l", "Leftarrow": "arrow.l.double",
    "leftrightarrow": "arrow.l.r", "Leftrightarrow": "arrow.l.r.double",
    "iff": "arrow.l.r.double.long", "mapsto": "arrow.r.bar", "uparrow": "arrow.t",
    "downarrow": "arrow.b", "ldots": "dots.h", "cdots": "dots.h.c", "dots": "dots.h",
    "vdots": "dots.v", "ddots": "dots.down", "mid": "divides", "qquad": "wide",
    "circ": "compose", "bullet": "bullet", "star": "star.op", "dagger": "dagger",
    "hbar": "planck", "Re": "Re", "Im": "Im", "langle": "chevron.l",
    "rangle": "chevron.r", "lfloor": "floor.l", "rfloor": "floor.r",
    "lceil": "ceil.l", "rceil": "ceil.r", "lbrace": "brace.l", "rbrace": "brace.r",
    "vert": "bar.v", "lvert": "bar.v", "rvert": "bar.v", "Vert": "bar.v.double",
    "lVert": "bar.v.double", "rVert": "bar.v.double", "displaystyle": "",
    "limits": "", "nonumber": "", "notag": "", ",": "thin", ":": "med", ";": "thick",
    " ": "space", "!": "", "{": "brace.l", "}": "brace.r", "%": string("%"),
    "$": string("$"), "&": string("&"), "#": string("#"), "_": string("_"),
    "|": "bar.v.double",
}  # fmt: skip
_FUNCTIONS = {
    "sqrt": "sqrt", "hat": "hat", "widehat": "hat", "bar": "macron", "tilde": "tilde",
    "widetilde": "tilde", "vec": "arrow", "dot": "dot", "ddot": "dot.double",
    "check": "caron", "breve": "breve", "mathbb": "bb", "mathcal": "cal",
    "mathfrak": "frak", "mathbf": "bold", "mathrm": "upright", "mathsf": "sans",
    "mathtt": "mono", "mathit": "italic", "boldsymbol": "bold", "bm": "bold",
    "overline": "overline", "underline": "underline", "underbrace": "underbrace",
    "overbrace": "overbrace", "frac": "frac", "dfrac": "frac", "tfrac": "frac",
    "binom": "binom",
}  # fmt: skip
_TWO_ARGUMENTS = {"frac", "binom"}
#: Typst gives up at levels beyond sixty or so.
MAX_DEPTH = 40
_OPENING = ("{", "\\left", "\\begin")
_CLOSING = ("}", "\\right", "\\end")
_PLAIN = set("+-=<>()[]|,.;:!/*' ")
#: Delimiters after ``\left`` and ``\right``; a point is none.
_DELIMITERS = {
    "(": "paren.l", ")": "paren.r", "[": "bracket.l", "]": "bracket.r",
    "|": "bar.v", ".": "", "/": "slash",
    **{f"\\{name}": symbol for name, symbol in _SYMBOLS.items()},
}  # fmt: skip
#: Environment of a matrix -> its delimiter in Typst.
_MATRICES = {
    "matrix": "none", "smallmatrix": "none", "pmatrix": '"("', "bmatrix": '"["',
    "Bmatrix": '"{"', "vmatrix": '"|"', "Vmatrix": '"‖"',
}  # fmt: skip
_ALIGNED = {
    "align", "aligned", "alignat", "split", "gather", "gathered", "equation",
    "multline", "eqnarray",
}  # fmt: skip


def to_typst(latex: str) -> str:
    """Return Typst maths for a LaTeX formula.

    Raises:
        UnknownMathError: The formula uses what this translation does not know.
    """
    tokens = [token for token in _TOKEN.findall(latex) if not token.isspace()]
    if _depth(tokens) > MAX_DEPTH:
        raise UnknownMathError(f"more than {MAX_DEPTH} levels")
    result, rest = _sequence(tokens, 0)
    if rest != len(tokens):
        raise UnknownMathError(tokens[rest])
    return result


def _depth(tokens: list[str]) -> int:
    """Return how deep a formula may be nested, at most."""
    deepest = level = row = 0
    for token in tokens:
        level += (token in _OPENING) - (token in _CLOSING)
        # Functions without braces stand within each other, too.
        row = row + 1 if token[1:] in _FUNCTIONS else 0
        deepest = max(deepest, level + row)
    return deepest


def _sequence(tokens: list[str], at: int, *ends: str) -> tuple[str, int]:
    parts = []
    while at < len(tokens) and tokens[at] not in ends:
        if tokens[at] in ("&", "\\\\"):
            parts.append(f"{tokens[at][0]} ")
            at += 1
            continue
        if tokens[at] in ("^", "_") and not (parts and parts[-1].strip("&\\ ")):
            parts.append('""')  # Typst's exponents need something to stand at.
        part, at = _atom(tokens, at)
        parts.append(part)
    return " ".join(parts), at


def _closed(tokens: list[str], at: int, end: str) -> tuple[str, int]:
    """Return what stands before *end*, which must come, and the place after it."""
    result, at = _sequence(tokens, at, end)
    if at >= len(tokens):
        raise UnknownMathError(f"a formula that ends before {end}")
    return result, at + 1


def _group(tokens: list[str], at: int) -> tuple[str, int]:
    if at >= len(tokens):
        raise UnknownMathError("a formula that ends too early")
    if tokens[at] == "{":
        inner, at = _closed(tokens, at + 1, "}")
    elif tokens[at][0].isdigit() and len(tokens[at]) > 1:
        # Without braces one digit is meant; the rest stands for itself.
        inner, tokens[at] = tokens[at][0], tokens[at][1:]
    elif tokens[at] in ("^", "_"):
        raise UnknownMathError(f"{tokens[at]} without a base")
    else:
        inner, at = _atom(tokens, at)
    return inner if inner.strip() else '""', at


def _name(tokens: list[str], at: int) -> tuple[str, int]:
    """Return the name in the braces at *at*."""
    if at >= len(tokens) or tokens[at] != "{" or "}" not in tokens[at:]:
        raise UnknownMathError("an environment without a name")
    end = tokens.index("}", at)
    return "".join(tokens[at + 1 : end]), end + 1


def _delimiter(tokens: list[str], at: int) -> str:
    token = tokens[at] if at < len(tokens) else ""
    if token not in _DELIMITERS:
        raise UnknownMathError(f"the delimiter {token}")
    return _DELIMITERS[token]


def _environment(tokens: list[str], at: int) -> tuple[str, int]:
    """Return the environment whose name stands at *at*."""
    name, at = _name(tokens, at)
    rows: list[list[str]] = [[]]
    while at < len(tokens) and tokens[at] != "\\end":
        cell, at = _sequence(tokens, at, "&", "\\\\", "\\end")
        rows[-1].append(cell)
        if at < len(tokens) and tokens[at] != "\\end":
            if tokens[at] == "\\\\":
                rows.append([])
            at += 1
    other, at = _name(tokens, at + 1)
    if other != name:
        raise UnknownMathError(f"\\begin{{{name}}} that ends as {other}")
    rows = [row for row in rows if any(row)]
    if name in _MATRICES:
        body = "; ".join(", ".join(row) for row in rows)
        return f"mat(delim: {_MATRICES[name]}, {body})", at
    if name == "cases":
        return f"cases({', '.join(' & '.join(row) for row in rows)})", at
    if name.rstrip("*") in _ALIGNED:
        return " \\ ".join(" & ".join(row) for row in rows), at
    raise UnknownMathError(f"\\begin{{{name}}}")


def _said(words: re.Match[str]) -> str:
    """Return words within a formula, or the name of a function."""
    if words[1] != "operatorname":
        return string(words[2])
    limits = ", limits: #true" if words[0].startswith("\\operatorname*") else ""
    return f"op({string(words[2])}{limits})"


def _atom(tokens: list[str], at: int) -> tuple[str, int]:
    token = tokens[at]
    name = token[1:] if token.startswith("\\") else ""
    if token in ("^", "_"):
        inner, at = _group(tokens, at + 1)
        return f"{token}({inner})", at
    if token == "{":
        return _closed(tokens, at + 1, "}")
    if name == "begin":
        return _environment(tokens, at + 1)
    if name == "left":
        first = _delimiter(tokens, at + 1)
        inner, at = _closed(tokens, at + 2, "\\right")
        return f"lr({first} {inner} {_delimiter(tokens, at)})", at + 1
    words = _WORDS.fullmatch(token)
    if words:
        return _said(words), at + 1
    if name == "sqrt" and tokens[at + 1 : at + 2] == ["["]:
        degree, at = _closed(tokens, at + 2, "]")
        inner, at = _group(tokens, at)
        return f"root({degree}, {inner})", at
    if name in _FUNCTIONS:
        function = _FUNCTIONS[name]
        inner, at = _group(tokens, at + 1)
        if function in _TWO_ARGUMENTS:
            second, at = _group(tokens, at)
            inner = f"{inner}, {second}"
        return f"{function}({inner})", at
    if name in _SYMBOLS:
        return _SYMBOLS[name], at + 1
    if name or token in "}&#$%~\\":
        raise UnknownMathError(token)
    if token[0].isdigit() or (token.isascii() and token.isalpha()):
        return token, at + 1
    if token in _PLAIN:
        return {"/": "slash", "*": "*", "'": "'"}.get(token, f"\\{token}"), at + 1
    return string(token), at + 1
