"""What other systems write within a text, and what MyST has instead.

A rule either converts what it finds, or tells of it; then the text stays as it is,
with its braces written so that MyST cannot take them for attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

#: Returns what stands instead; None where that is not known.
Convert = Callable[[re.Match[str]], "str | None"]


class Rule(NamedTuple):
    """One thing that other systems understand, and MyST does not.

    Attributes:
        kind: Its name, by which ``foreign_markdown_ignore`` leaves it alone.
        pattern: Where it stands.
        message: What it is and what to write instead; ``{}`` is what was found.
        convert: Makes MyST of it where it can.
    """

    kind: str
    pattern: re.Pattern[str]
    message: str
    convert: Convert = lambda match: None


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes ``key="value"`` of a tag, its bare words as ``""``."""
    found = re.findall(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'}]+))""", text)
    return {key.lower(): double or single or bare for key, double, single, bare in found}


def _picture(match: re.Match[str]) -> str | None:
    """Make a Markdown image of a tag that shows one."""
    given = _attributes(match["given"])
    names = ("src", "path", "url", "image", "image_path")
    path = next((given[name] for name in names if name in given), None)
    if path is None or "{" in path:
        return None
    if not re.match(r"https?:|[/.]", path):
        path = f"/{path}"
    caption = given.get("caption") or given.get("title") or ""
    alt = given.get("alt") or caption
    sizes = [f'{name}="{given[name]}"' for name in ("width", "height") if name in given]
    tail = (
        f"{{{' '.join(sizes)}}}" if all(re.search(r'"\d+(px|%)?"$', s) for s in sizes) else ""
    )
    below = f" *{caption}*" if caption else ""
    return f"![{alt}](<{path}>){tail if sizes else ''}{below}"


def _unraw(match: re.Match[str]) -> str:
    return escaped(match[1])


def escaped(text: str) -> str:
    """Return a text whose braces and brackets are only letters."""
    return text.replace("{", "&#123;").replace("[", "&#91;").replace("<!--", "&lt;!--")


def _target(match: re.Match[str]) -> str | None:
    path = match["path"]
    return path if path.startswith("/") or path.endswith((".md", "/")) else None


def _link(match: re.Match[str]) -> str | None:
    path = match["path"].removesuffix(".html")
    return None if path.startswith("_") else f"/{path.lstrip('/')}"


def _image(match: re.Match[str]) -> str | None:
    """Write the attributes of an image so that MyST reads them, where it does not."""
    if not re.search(r"""\bfig-|\balt=|=[^"'\s]*[%.]""", match["given"]):
        return match[0]
    given = _attributes(match["given"])
    marks = re.findall(
        r"(?<![\w=\"'])[.#][A-Za-z][\w-]*", re.sub(r'"[^"]*"', "", match["given"])
    )
    alt = match["alt"] or given.get("fig-alt") or given.get("alt") or ""
    align = given.get("align") or given.get("fig-align", "")
    kept = {**given, "align": {"default": ""}.get(align, align)}
    words = [f'{key}="{kept[key]}"' for key in ("width", "height", "align") if kept.get(key)]
    below = f" *{given['fig-cap']}*" if given.get("fig-cap") else ""
    attributes = " ".join([*marks, *words])
    return f"![{alt}]({match['path']})" + (f"{{{attributes}}}" if attributes else "") + below


def _heading(match: re.Match[str]) -> str:
    marks = re.findall(r"[.#][\w:-]+", re.sub(r'"[^"]*"', "", match["given"]))
    marks = [mark for mark in marks if mark not in {".unnumbered", ".unlisted"}]
    text = match["text"].strip()
    return f"{match[1]}[{text}]{{{' '.join(marks)}}}" if marks else f"{match[1]}{text}"


def _re(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE | flags)


_TAG = r"(?<!\{)\{%-?\s*"
_END = r"\s*-?%\}"
_SHORT = r"\{\{[<%]\s*"
#: The end of a link or an image, or of code.
_CLOSED = r"(?:\]\([^()\n]*\)|\ufdd1)"
_INSTEAD = "write the words themselves"


def _between(name: str) -> str:
    """Return a pattern for what a pair of Liquid's tags holds; tags do not nest."""
    return rf"{_TAG}{name}{_END}((?:(?!{_TAG}{name}).)*?){_TAG}end{name}{_END}"


#: In the order in which they are applied. Lengths are limited, so that no page takes
#: more time than its length says.
RULES = (
    Rule(
        "comment", _re("<!--"), "a comment without its end, '-->'; what follows would vanish"
    ),
    Rule("conflict", _re("^<{7}(?: .*)?$"), "Git's mark of two versions, '{}'; keep one"),
    Rule("liquid", _re(_between("raw"), re.DOTALL), "", _unraw),
    Rule("liquid", _re(_between("comment"), re.DOTALL), "", lambda match: ""),
    Rule("liquid", _re(r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}(?=/)"), "", lambda match: ""),
    Rule(
        "liquid",
        _re(
            r"""\{\{-?\s*["'](?P<path>/[^"'\n]{0,400})["']\s*\|\s*"""
            r"(?:relative_url|absolute_url|relURL|prepend:\s*site\.(?:base)?url)\s*-?\}\}"
        ),
        "",
        _target,
    ),
    Rule(
        "liquid",
        _re(rf"{_TAG}link\s+(?P<path>[^\s%]+){_END}"),
        "Liquid's '{}'; write the page's address, such as /team/",
        _link,
    ),
    Rule(
        "liquid",
        _re(
            rf"{_TAG}include\s+\S{{0,80}}?(?:figure|image|img|picture)\S{{0,80}}\s"
            r"(?P<given>(?:[^%]|%(?!\})){0,600})%\}"
        ),
        "Liquid's '{}'; write ![What it shows](/images/x.png)",
        _picture,
    ),
    Rule(
        "liquid",
        _re(r"(?<!\{)\{%(?:[^%]|%(?!\})){0,800}%\}"),
        f"Liquid's '{{}}', which is not carried out here; {_INSTEAD}",
    ),
    Rule(
        "shortcode",
        _re(rf"{_SHORT}(?:figure|img|image)\s(?P<given>[^<>]{{0,600}}?)[>%]\}}\}}"),
        "the shortcode '{}'; write ![What it shows](/images/x.png)",
        _picture,
    ),
    Rule(
        "shortcode",
        _re(rf"""{_SHORT}(?:rel)?ref\s+["']?(?P<path>[^\s"'<>%]+)["']?\s*[>%]\}}\}}"""),
        "the shortcode '{}'; write the page's address, such as /team/",
        _target,
    ),
    Rule(
        "shortcode",
        _re(rf"{_SHORT}(?:youtube|vimeo|video)\b[^\n{{}}]{{0,400}}\}}\}}"),
        "the shortcode '{}'; write a link to the film, as a frame would ask another host",
    ),
    Rule("shortcode", _re(rf"{_SHORT}pagebreak\s*>\}}\}}"), "", lambda match: ""),
    Rule(
        "shortcode",
        _re(rf"{_SHORT}include\b[^\n{{}}]{{0,400}}\}}\}}"),
        "the shortcode '{}'; write the directive include",
    ),
    Rule(
        "shortcode",
        _re(r"\{\{[<%](?!/\*)[^\n]{0,400}?[>%]\}\}"),
        "the shortcode '{}', which is not known here; write it in Markdown",
    ),
    Rule(
        "variable",
        _re(r"\{\{(?![<%])[^{}\n]{1,400}\}\}"),
        f"the variable '{{}}', which is not filled in here; {_INSTEAD}",
    ),
    Rule(
        "toc",
        _re(r"^[ >]*(?:\[\[?_?TOC_?\]\]?|(?:[*+-] .*\n)?\{:\s*toc\b.*\})[ ]*$", re.IGNORECASE),
        "'{}', a table of contents; take it out where the theme shows one beside the text",
    ),
    Rule(
        "attributes",
        _re(rf"(^[^\n]*{_CLOSED})[ ]*\n[ ]*\{{:(?P<given>[^{{}}\n]{{0,600}})\}}[ ]*$"),
        "",
        lambda match: f"{match[1]}{{{match['given'].strip()}}}\n",
    ),
    Rule(
        "attributes",
        _re(rf"({_CLOSED})\{{:(?P<given>[^{{}}\n]{{0,600}})\}}"),
        "",
        lambda match: f"{match[1]}{{{match['given'].strip()}}}",
    ),
    Rule(
        "attributes",
        _re(r"\{:[^{}\n]{0,600}\}"),
        "kramdown's '{}'; write the class in a line above the paragraph: {{.name}}",
    ),
    Rule(
        "attributes",
        _re(
            r"^(#{1,6}[ \t]+)(?P<text>[^\n]*)"
            r"\{(?P<given>-|(?:[#.][A-Za-z]|[A-Za-z-]+=)[^{}\n]{0,600})\}[ ]*$"
        ),
        "",
        _heading,
    ),
    Rule(
        "attributes",
        _re(r"!\[(?P<alt>[^\[\]\n]*)\]\((?P<path>[^()\n]*)\)\{(?P<given>[^{}\n]{0,600})\}"),
        "",
        _image,
    ),
    Rule(
        "attributes",
        _re(r"^:[ ]+[^\n{]*\{(?:#tbl|tbl)-[^{}\n]{0,600}\}[ ]*$"),
        "Quarto's caption of a table, '{}'; write the directive table around it",
    ),
    Rule(
        "citation",
        _re(
            r"(?<![\w\]\\])\[(?:(?:see|cf\.?|e\.g\.,?|also|in) )*-?@[A-Za-z][\w:.#/-]{0,200}"
            r"[^\[\]\n]{0,300}\](?![(\[:])"
        ),
        "Pandoc's citation '{}'; write a link to the publication",
    ),
    Rule(
        "reference",
        _re(r"(?<![\w@/.\\=])@(?:fig|tbl|sec|eq|lst|thm)-[\w-]+"),
        "Quarto's reference '{}'; write a link to its id, such as [Figure 1](#fig-1)",
    ),
    Rule(
        "footnote",
        _re(r"(?<!\\)\^\[(?!\d+\])[^\[\]\n]+\](?!\()"),
        "Pandoc's footnote '{}'; write [^1], and below the text [^1]: …",
    ),
    Rule(
        "wikilink",
        _re(r"(?<![\\\]\w])!?\[\[[^\[\]\n]+\]\](?![(\[])"),
        "the link '{}'; write [words](/address/), or ![What it shows](/images/x.png)",
    ),
    Rule(
        "address",
        _re(
            r"(?<!\\)\[[^\[\]\n]{0,300}\]\(<?(?i:javascript|vbscript|file"
            r"|data(?!:image/(?:gif|png|jpeg|webp);)):[^)\n]*\)"
        ),
        "the link '{}' is shown as text; name a page, a file of the site, or https://…",
    ),
    Rule(
        "mark",
        _re(r"(?<![=\w])==(?=[^\s=])[^=\n]+(?<=\S)==(?![=\w])"),
        "the marked text '{}'; write **words**",
    ),
    Rule(
        "abbreviation",
        _re(r"^\*\[[^\[\]\n]+\]:[ ]"),
        "the abbreviation '{}'; write it out where it is used first",
    ),
    Rule("role", _re(r"(?<![\w:{`]):([a-z][\w.:-]*):(?=\ufdd0)"), "", lambda m: f"{{{m[1]}}}"),
    Rule(
        "emoji",
        # At the begin of a line it is an option of a directive.
        _re(r"(?:(?<=[^\s\w:`>])|(?<=[^\s>] )):[a-z][a-z0-9_+-]{2,40}:(?![\w:`\ufdd0])"),
        "the name of a sign, '{}'; write the sign itself",
    ),
    Rule("pagebreak", _re(r"^\\(?:newpage|pagebreak|clearpage)[ ]*$"), "", lambda match: ""),
)

#: MyST's extension -> kind, where its syntax stands, what it is.
NEEDS = {
    "alert": ("alert", _re(r"^[ >]*> ?\[!\w+\]"), "a box '> [!NOTE]'"),
    "tasklist": ("task", _re(r"^[ >]*(?:[*+-]|\d+[.)]) \[[ xX]\] "), "a list of tasks"),
    "strikethrough": ("strike", _re(r"~~[^\s~][^~\n]*~~"), "struck text"),
    "colon_fence": ("block", _re(r"^:{3,}[ ]?[\w{]"), "a block ':::'"),
    "dollarmath": (
        "formula",
        _re(r"\$\$[^$]|(?<![\\$\w])\$(?=[^\s$][^$\n]*\$)[^$\n]*?[\\^_]"),
        "a formula",
    ),
}
