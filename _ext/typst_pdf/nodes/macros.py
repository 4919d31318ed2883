"""Macros of formulas: those of the settings, of the formula itself, and of KaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["UnknownMathError", "expand", "macros_of"]


class UnknownMathError(Exception):
    """A part of a formula without a translation; the message is that part."""


#: Tokens; a macro that calls itself ends here.
MAX_TOKENS = 20_000
_TOKEN = re.compile(
    r"\\(?:operatorname|tag|hspace|DeclareMathOperator)\*|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL
)
#: Environments that latex2mathml does not know -> before, one it knows, after.
_ENVIRONMENTS = {
    "aligned": ("", "align*", ""), "align": ("", "align*", ""),
    "alignedat": ("", "align*", ""), "alignat": ("", "align*", ""),
    "alignat*": ("", "align*", ""), "split": ("", "align*", ""),
    "flalign": ("", "align*", ""), "flalign*": ("", "align*", ""),
    "eqnarray": ("", "align*", ""), "eqnarray*": ("", "align*", ""),
    "gathered": ("", "matrix", ""), "gather": ("", "matrix", ""),
    "gather*": ("", "matrix", ""), "multline": ("", "matrix", ""),
    "multline*": ("", "matrix", ""), "subarray": ("", "smallmatrix", ""),
    "darray": ("", "array", ""), "equation": ("{", "", "}"),
    "equation*": ("{", "", "}"), "dcases": ("", "cases", ""),
    "rcases": ("\\left.", "matrix", "\\right\\}"),
    "drcases": ("\\left.", "matrix", "\\right\\}"),
    **{f"{side}matrix*": ("", f"{side}matrix", "") for side in ("", *"pbBvV")},
}  # fmt: skip
_KNOWN = {
    "align*", "array", "cases", "smallmatrix", "matrix", "pmatrix", "bmatrix",
    "Bmatrix", "vmatrix", "Vmatrix",
}  # fmt: skip
_WITH_ARGUMENT = {"alignedat", "alignat", "alignat*", "subarray"}
#: Commands that say nothing on paper -> how many arguments go with them.
_SILENT = {
    "label": 1, "nonumber": 0, "notag": 0, "relax": 0, "nobreak": 0, "allowbreak": 0,
    "color": 1, "hfill": 0, "strut": 0, "mathstrut": 0, "tiny": 0, "small": 0,
    "large": 0, "Large": 0, "normalsize": 0, "footnotesize": 0,
}  # fmt: skip
#: KaTeX's commands for colours, which paper does not need.
_COLOUR = re.compile(
    "(?:ka)?(?:[Bb]lue|[Gg]reen|orange|pink|red|gray|purple|teal|gold|maroon|mint)[A-I]?"
)
#: What KaTeX (its "Supported functions") knows and latex2mathml does not.
_KATEX = {
    "R": r"\mathbb{R}", "N": r"\mathbb{N}", "Z": r"\mathbb{Z}", "reals": r"\mathbb{R}",
    "Reals": r"\mathbb{R}", "natnums": r"\mathbb{N}", "cnums": r"\mathbb{C}",
    "Complex": r"\mathbb{C}", "real": r"\Re", "image": r"\Im", "alef": r"\aleph",
    "alefsym": r"\aleph", "weierp": r"\wp", "infin": r"\infty", "isin": r"\in",
    "exist": r"\exists", "empty": r"\emptyset", "plusmn": r"\pm", "sdot": r"\cdot",
    "bull": r"\bullet", "sect": r"\S", "clubs": r"\clubsuit", "hearts": r"\heartsuit",
    "spades": r"\spadesuit", "diamonds": r"\diamondsuit", "thetasym": r"\vartheta",
    "sub": r"\subset", "sube": r"\subseteq", "supe": r"\supseteq", "dag": r"\dagger",
    "ddag": r"\ddagger", "Dagger": r"\ddagger", "larr": r"\leftarrow",
    "rarr": r"\rightarrow", "uarr": r"\uparrow", "darr": r"\downarrow",
    "harr": r"\leftrightarrow", "lrarr": r"\leftrightarrow", "lArr": r"\Leftarrow",
    "Larr": r"\Leftarrow", "rArr": r"\Rightarrow", "Rarr": r"\Rightarrow",
    "uArr": r"\Uparrow", "Uarr": r"\Uparrow", "dArr": r"\Downarrow",
    "Darr": r"\Downarrow", "hArr": r"\Leftrightarrow", "Harr": r"\Leftrightarrow",
    "lrArr": r"\Leftrightarrow", "Lrarr": r"\Leftrightarrow", "lang": r"\langle",
    "rang": r"\rangle", "doublecup": r"\Cup", "doublecap": r"\Cap",
    "shortparallel": "∥", "copyright": r"\text{©}", "textcopyright": r"\text{©}",
    "textregistered": r"\text{®}", "P": "¶", "AA": "Å", "aa": "å", "lq": "‘", "rq": "’",
    "ratio": "{:}", "vcentcolon": "{:}", "ordinarycolon": "{:}", "coloncolon": "∷",
    "dblcolon": "∷", "colonequals": "≔", "coloneq": "{:}−",
    "colonminus": "{:}−", "coloncolonequals": "⩴", "equalscolon": "≕",
    "Eqqcolon": "=∷", "eqcolon": "−{:}", "minuscolon": "−{:}",
    "colonapprox": "{:}≈", "approxcolon": "≈{:}", "colonsim": "{:}∼",
    "simcolon": "∼{:}", "Coloneq": "∷−", "coloncolonminus": "∷−",
    "equalscoloncolon": "=∷", "Eqcolon": "−∷", "minuscoloncolon": "−∷",
    "Colonapprox": "∷≈", "coloncolonapprox": "∷≈", "approxcoloncolon": "≈∷",
    "Colonsim": "∷∼", "coloncolonsim": "∷∼", "simcoloncolon": "∼∷", "enskip": r"\;",
    "dotsx": r"\ldots", "mathellipsis": r"\ldots", "varvdots": r"\vdots",
    "minuso": "⊖", "nleqq": "≰", "nsupseteqq": "⊉", "models": "⊨",
    "Alpha": "{\\rm A}", "Beta": "{\\rm B}", "Epsilon": "{\\rm E}",
    "Zeta": "{\\rm Z}", "Eta": "{\\rm H}", "Iota": "{\\rm I}", "Kappa": "{\\rm K}",
    "Mu": "{\\rm M}", "Nu": "{\\rm N}", "Omicron": "{\\rm O}", "Rho": "{\\rm P}",
    "Tau": "{\\rm T}", "Chi": "{\\rm X}", "arg": r"\operatorname{arg}",
    "injlim": r"\operatorname*{injlim}", "KaTeX": r"\text{KaTeX}",
    "TeX": r"\text{TeX}", "LaTeX": r"\text{LaTeX}", "square": "□", "Box": "□",
    "&": r"\text{&}", "And": r"\text{&}", "sim": "∼", "cdot": "⋅", "ast": "∗",
    "perp": "⊥", "setminus": "∖", "bullet": "∙", "ncong": "≆", "lhd": "⊲", "rhd": "⊳",
    "Join": "⋈", "leadsto": "⇝", "centerdot": "⋅", "blacksquare": "■",
    "blacktriangle": "▲", "blacktriangledown": "▼", "triangledown": "▽",
    "triangleleft": "◃", "triangleright": "▹", "Diamond": "◊", "backepsilon": "∍",
    "doublebarwedge": "⩞", "mathord": "", "varlimsup": r"\overline{\lim}",
    "varliminf": r"\underline{\lim}",
    "varinjlim": r"\underrightarrow{\lim}", "varprojlim": r"\underleftarrow{\lim}",
}  # fmt: skip
_KATEX_WITH_ARGUMENTS = {
    "mathrm": (1, r"{\rm #1}"), "mathnormal": (1, "{#1}"),
 "Bra": (1, r"\left\langle #1\right|"),
    "Ket": (1, r"\left|#1\right\rangle"), "bra": (1, r"\langle #1|"),
    "ket": (1, r"|#1\rangle"), "braket": (1, r"\langle #1\rangle"),
    "Braket": (1, r"\left\langle #1\right\rangle"), "set": (1, r"\{#1\}"),
    "Set": (1, r"\left\{#1\right\}"), "textcolor": (2, "{#2}"),
    "colorbox": (2, r"\text{#2}"), "fcolorbox": (3, r"\fbox{#3}"),
    "mathllap": (1, "{#1}"), "mathrlap": (1, "{#1}"), "mathclap": (1, "{#1}"),
    "llap": (1, "{#1}"), "rlap": (1, "{#1}"), "raisebox": (2, r"\text{#2}"),
    "href": (2, "{#2}"), "url": (1, r"\text{#1}"), "htmlClass": (2, "{#2}"),
    "htmlId": (2, "{#2}"), "htmlStyle": (2, "{#2}"), "htmlData": (2, "{#2}"),
    "phase": (1, r"\angle{#1}"), "angl": (1, r"\overline{#1}|"),
    "reflectbox": (1, "{#1}"), "vcenter": (1, "{#1}"),
    "tag": (1, r"\qquad(\text{#1})"), "tag*": (1, r"\qquad\text{#1}"),
    "overgroup": (1, r"\overparen{#1}"), "undergroup": (1, r"\underparen{#1}"),
    "overlinesegment": (1, r"\overline{#1}"), "dv": (2, r"\frac{d #1}{d #2}"),
    "underlinesegment": (1, r"\underline{#1}"),
    "Overrightarrow": (1, r"\overset{\Rightarrow}{#1}"),
    "overrightharpoon": (1, r"\overset{\rightharpoonup}{#1}"),
    "overleftharpoon": (1, r"\overset{\leftharpoonup}{#1}"),
    "xrightleftarrows": (1, r"\overset{#1}{\rightleftarrows}"),
    "xrightequilibrium": (1, r"\overset{#1}{\rightleftharpoons}"),
    "xleftequilibrium": (1, r"\overset{#1}{\leftrightharpoons}"),
    "underbar": (1, r"\underline{#1}"), "utilde": (1, r"\underset{\sim}{#1}"),
}  # fmt: skip


def macros_of(config: object) -> dict[str, tuple[int, str]]:
    """Return the macros of MathJax's settings, ``mathjax3_config`` or the next."""
    found: dict[str, tuple[int, str]] = {}
    for setting in ("mathjax3_config", "mathjax4_config"):
        given = getattr(config, setting, None)
        for key in ("tex", "macros"):
            given = given.get(key) if isinstance(given, Mapping) else None
        for name, value in given.items() if isinstance(given, Mapping) else ():
            parts = value if isinstance(value, (list, tuple)) else [value]
            count = parts[1] if len(parts) > 1 and isinstance(parts[1], int) else 0
            if parts and isinstance(parts[0], str):
                found[str(name)] = (count, parts[0])
    return found


def expand(latex: str, macros: Mapping[str, tuple[int, str]]) -> str:
    """Return a formula without macros, in environments that latex2mathml knows.

    Raises:
        UnknownMathError: A macro has no end, an argument or environment is missing.
    """
    known = {
        **{name: (0, body) for name, body in _KATEX.items()},
        **_KATEX_WITH_ARGUMENTS,
        **macros,
    }
    reader = _Tokens(latex)
    shown: list[str] = []
    while reader.waiting:
        token = reader.next()
        name = token[1:] if token.startswith("\\") else ""
        if token == "%":
            reader.skip_line()
        elif name in ("newcommand", "renewcommand", "providecommand", "def", "gdef"):
            _define(name, reader, known)
        elif name.rstrip("*") == "DeclareMathOperator":
            star = "*" if name.endswith("*") else ""
            defined = reader.argument().strip()[1:]
            known[defined] = (0, f"\\operatorname{star}{{{reader.argument()}}}")
        elif name in known:
            count, body = known[name]
            given = [reader.argument() for _ in range(count)]
            reader.push(_filled(body, given))
        elif name in _SILENT or _COLOUR.fullmatch(name):
            for _ in range(_SILENT.get(name, 0)):
                reader.argument()
        elif name in ("begin", "end"):
            shown.append(_environment(name, reader))
        elif name in ("text", "mbox", "operatorname", "operatorname*", "textbf",
                      "textit", "texttt", "textsf", "hbox"):  # fmt: skip
            shown.append(_words(token, reader))
        else:
            shown.append(token)
        if len(shown) > MAX_TOKENS:
            raise UnknownMathError("a macro that never ends")
    return "".join(shown)


def _words(command: str, reader: _Tokens) -> str:
    """Return words; formulas within them, between dollar signs, are read next."""
    words = reader.argument()
    if command.startswith(r"\operatorname"):  # the library takes letters alone
        words = re.sub(r"\\[,;:!> ]|~", " ", words).replace("\\rm", "")
    parts = re.split(r"(?<!\\)\$", words)
    if len(parts) < 3:
        return f"{command}{{{''.join(parts)}}}"
    last = len(parts) - 1
    pieces = [
        part if number % 2 and number < last else f"{command}{{{part}}}"
        for number, part in enumerate(parts)
        if part
    ]
    reader.push(f"{{{''.join(pieces)}}}")
    return ""


def _filled(body: str, arguments: list[str]) -> str:
    """Return what a macro stands for, with its arguments."""

    def given(place: re.Match[str]) -> str:
        number = int(place[1])
        return arguments[number - 1] if number <= len(arguments) else ""

    return re.sub(r"#([1-9])", given, body)


def _define(name: str, reader: _Tokens, known: dict[str, tuple[int, str]]) -> None:
    count = 0
    if name.endswith("def"):
        defined = reader.next()
        while reader.waiting and reader.waiting[-1] != "{":
            count += reader.next() == "#"
    else:
        defined = reader.argument().strip()
        option = reader.option()
        count = int(option) if option.isdecimal() and len(option) == 1 else 0
    known[defined.lstrip("\\")] = (count, reader.argument())


def _environment(side: str, reader: _Tokens) -> str:
    name = reader.argument().strip()
    before, known, after = _ENVIRONMENTS.get(name, ("", name, ""))
    if known and known not in _KNOWN:
        raise UnknownMathError(f"\\begin{{{name}}}")
    if side == "begin" and (name in _WITH_ARGUMENT or name.endswith("matrix*")):
        reader.option()
        if name in _WITH_ARGUMENT:
            reader.argument()
    elif side == "begin" and name not in ("array", "darray"):
        reader.option()
    source = f"\\{side}{{{known}}}" if known else ""
    return before + source if side == "begin" else source + after


class _Tokens:
    """What is left of a formula."""

    def __init__(self, latex: str) -> None:
        self.waiting = _TOKEN.findall(latex)[::-1]
        self.pushed = 0

    def next(self) -> str:
        return str(self.waiting.pop())

    def push(self, latex: str) -> None:
        found = _TOKEN.findall(latex)
        self.pushed += len(found) + 1
        if self.pushed > MAX_TOKENS:
            raise UnknownMathError("a macro that never ends")
        self.waiting.extend([" ", *found[::-1]])

    def skip_line(self) -> None:
        while self.waiting and "\n" not in self.next():
            pass

    def option(self) -> str:
        """Return what is in brackets, or nothing."""
        if not self.waiting or self.waiting[-1] != "[":
            return ""
        parts = []
        self.next()
        while self.waiting and self.waiting[-1] != "]":
            parts.append(self.next())
        if self.waiting:
            self.next()
        return "".join(parts)

    def argument(self) -> str:
        """Return the next argument without its braces."""
        while self.waiting and self.waiting[-1].isspace():
            self.next()
        if not self.waiting:
            raise UnknownMathError("a formula that ends too early")
        token = self.next()
        if token != "{":
            return token
        level = 1
        parts: list[str] = []
        while self.waiting:
            token = self.next()
            level += (token == "{") - (token == "}")
            if not level:
                return "".join(parts)
            parts.append(token)
        raise UnknownMathError("a formula that ends before }")
