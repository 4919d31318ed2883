"""What other systems write: converted, else told once and kept as text."""

from __future__ import annotations

import random

import pytest
from foreign_markdown import LITERAL
from foreign_markdown.conversion import Known, convert

KNOWN = Known(LITERAL | {"note", "warning", "tip", "admonition", "figure"}, {"ref", "eq"})
ENABLED = frozenset({"alert", "colon_fence", "dollarmath", "strikethrough", "tasklist"})


def converted(text: str, *ignored: str) -> tuple[str, list[str]]:
    """Return the text and the messages, each with its line."""
    result, found = convert(text, LITERAL, KNOWN, ENABLED, frozenset(ignored))
    assert result.count("\n") == text.count("\n")
    return result, [f"{line}: {message}" for line, message in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% raw %}\nA {{ x }}\n{% endraw %}\n", "\nA &#123;&#123; x }}\n\n"),
        ("{% highlight python %}\n{{ x }}\n{% endhighlight %}", "```python\n{{ x }}\n```"),
        ("{% comment %}\nno\n{% endcomment %}\nyes", "\n\n\nyes"),
        ("[a]({{ site.baseurl }}/team/)", "[a](/team/)"),
        ("[a]({{ '/team/' | relative_url }})", "[a](/team/)"),
        ("[a]({% link team/ada.md %})", "[a](/team/ada.md)"),
        (
            '{% include figure.liquid path="img/a.png" alt="A" caption="C" %}',
            "![A](</img/a.png>) *C*",
        ),
        ('{{< figure src="/a.png" alt="A" width="300" >}}', '![A](</a.png>){width="300"}'),
        ('{{% figure src="/a.png" %}}', "![](</a.png>)"),
        ('[a]({{< ref "/team/index.md" >}})', "[a](/team/index.md)"),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\nx\n```"),
        ("{{% callout warning %}}\nA\n{{% /callout %}}", ":::{warning}\nA\n:::"),
        ('![a](b.png){:.center width="5"}', '![a](b.png){.center width="5"}'),
        ("![a](b.png)\n{: .center}\n", "![a](b.png){.center}\n\n"),
        ("!!! note\n    A\n\n    B\n\nC", ":::{note}\nA\n\nB\n:::\nC"),
        ('!!! danger "Big"\n    A', ":::{admonition} Big\nA"),
        ("??? tip\n    A", ":::{tip}\nA"),
        (
            "!!! note\n    A\n\n    !!! tip\n        B\n\nC",
            "::::{note}\nA\n\n:::{tip}\nB\n::::\nC",
        ),
        ("!!! note\n\n    ```\n    !!! tip\n    ```\n", ":::{note}\n\n```\n!!! tip\n```\n"),
        ("1. A\n\n    !!! tip\n        B\n", "1. A\n\n    :::{tip}\n    B\n"),
        ("::: {.callout-note}\nA\n:::", ":::{note}\nA\n:::"),
        ("```{tip}\n::: {.callout-note}\nA\n:::\n```", "```{tip}\n:::{note}\nA\n:::\n```"),
        ('::: {.callout-tip title="T"}\nA\n:::', ":::{admonition} T\nA\n:::"),
        (":::note[T]\nA\n:::\n::: warning\nB\n:::", None),
        ("```{r, echo=FALSE}\nx\n```", "```r\nx\n```"),
        ("```{python}\nx\n```", "```python\nx\n```"),
        ("```{{r}}\n{{ x }}\n```", "```r\n{{ x }}\n```"),
        (
            '{%\n  include figure.html\n  image="a.png"\n  width="100%"\n%}',
            '![](</a.png>){width="100%"}\n\n\n\n',
        ),
        ("```{=html}\n<b>\n```", "```{raw} html\n<b>\n```"),
        ("## A `b` {#my-id .unnumbered}", "## [A `b`]{#my-id}"),
        ("## A {-}", "## A"),
        ('## A {#b data-x="#c"}', "## [A]{#b}"),
        ("![a](x.jpg){width=50%}", '![a](x.jpg){width="50%"}'),
        ('![](x.jpg){fig-alt="A" #fig-a}', "![A](x.jpg){#fig-a}"),
        ('![](x.jpg){alt="A"}', "![A](x.jpg)"),
        ("> [!info]\n> A", "> [!NOTE]\n> A"),
        ("See :ref:`a`.", "See {ref}`a`."),
        ("\\newpage\n\n{{< pagebreak >}}", "\n\n"),
    ],
)
def test_converted_where_there_is_an_equivalent(text: str, expected: str | None) -> None:
    result, messages = converted(text)
    assert messages == []
    assert result == (expected or ":::{admonition} T\nA\n:::\n:::{warning}\nB\n:::")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n{% if x %}\nSeen.\n{% endif %}", "2: Liquid's '{% if x %}'"),
        ("a {{ page.title }} b", "1: the variable '{{ page.title }}'"),
        ("{{< youtube abc >}}", "1: the shortcode '{{< youtube abc >}}'; write a link"),
        ("{{< cta a >}}", "1: the shortcode '{{< cta a >}}', which is not known here"),
        ('{{< relref "about" >}}', "1: the shortcode '{{< relref \"about\" >}}'"),
        ("a (b)\n{:.center}\n", "2: kramdown's '{:.center}'"),
        ("[TOC]", "1: '[TOC]', a table of contents"),
        ("* TOC\n{:toc}", "1: '* TOC {:toc}', a table of contents"),
        ("As [see @key, p. 3] says", "1: Pandoc's citation '[see @key, p. 3]'"),
        ("See @fig-a.", "1: Quarto's reference '@fig-a'"),
        ("A^[note] b", "1: Pandoc's footnote '^[note]'"),
        ("A [[Page]] b", "1: the link '[[Page]]'"),
        ("![[a.png]]", "1: the link '![[a.png]]'; write [words](/address/), or !["),
        ("A [b](file:///c/d.pdf)", "1: the link '[b](file:///c/d.pdf)' is shown as text"),
        ("[b](JavaScript:c)", "1: the link '[b](JavaScript:c)' is shown as text"),
        ("[b](data:text/html,c)", "1: the link '[b](data:text/html,c)' is shown as text"),
        ("A ==b== c", "1: the marked text '==b=='"),
        ("*[AB]: A B", "1: the abbreviation '*[AB]:'"),
        ("A :smile: b", "1: the name of a sign, ':smile:'"),
        ("> [!danger] Title\n> A", "1: a box '[!danger]' with a title"),
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", "1: Git's mark of two versions"),
        ("{%\n  include a.html\n%}", "1: Liquid's '{% include a.html %}'"),
        ('=== "Tab A"\n\n    B\n', "1: a tab, '=== \"Tab A\"'; it is shown as a box"),
        ("{{< include _a.qmd >}}", "1: the shortcode '{{< include _a.qmd >}}'; write the"),
        ("\ufdd01\ufdd1 {{ a }}", "1: the variable"),
        ("a <!-- b", "1: a comment without its end"),
        ("x\n\n| a | b |\n|---|\n| 1 | 2 |", "4: a table whose second line"),
        ("::: {.tabset}\nA\n:::", "1: the block '::: {.tabset}' is not known; its text is"),
        ("::: details More\nA\n:::", "1: the block '::: details More' is not known"),
        ("a\n{reff}`A`", "2: the role 'reff' is not known; did you mean 'ref'?; its text is"),
        ("```{noet}\nA\n```", "1: the directive 'noet' is not known; did you mean 'note'?"),
    ],
)
def test_told_and_kept(text: str, words: str) -> None:
    result, messages = converted(text)
    assert len(messages) == 1
    assert messages[0].startswith(words)
    assert [letter for letter in "AB" if letter in text and letter not in result] == []


@pytest.mark.parametrize(
    "text",
    [
        "```\n{% if x %}\n```",
        "~~~~ text\n```\n{{ x }}\n```\n~~~~",
        "A `{{ x }}` and ``{% ` %}``.",
        "A\n\n    {{ x }}\n",
        "> ```\n> {{ x }}\n> ```",
        "```{code-block} jinja\n{{ x }}\n```",
        ":::{code-block} jinja\n{{ x }}\n:::",
        "<script>\nlet a = {{ x }};\n</script>",
        "<!-- {{ x }} -->",
        "{ref}`a` and {eq}`b` {c} `d`",
        "```{ref}`a` b",
        "$x_{{a}}$ and $$\nx_{{a}}\n$$",
        "---\ntitle: {{ x }}\n---\ntext",
        ":::{note}\n:class: tip\nA at 12:30:45, a::b::c, x == y == z, `:a:`\n:::",
        "A\n===\n\nB\n==\n",
        "a@b.org, [@ada](https://x.org/@fig-a), x[[1]], [[1]](u), (a){b}",
        "![a](x.png){.decorative} and ## {x}\n\n## Values {1, 2}",
        ":::{note}\nA\n:::\n\n> [!NOTE]\n> A\n\n- [x] done ~~no~~ $5 and $6",
        "- a\n\n  ```{note}\n  :class: b\n  c\n  ```\n\n> ```{note}\n> :class: b\n> ```",
        "\\begin{align}\nx_{ref}x &= {{y}} {#a}\n\\end{align}",
        "$$\n\\$5 x_{ref}x {{y}}\n$$\n\nand $\\$5 {{y}}$, m^[2]",
    ],
)
def test_code_and_markdown_of_myst_are_left_alone(text: str) -> None:
    assert converted(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[x] (/team/)", "take out the space between ] and ("),
        ("[x](/team/", "no ) closes"),
        ("[x](https://exa mple.org/)", "'](https://exa', which a space ends"),
        ("[x][nowhere]", "of which no line says where it leads"),
        ("##Heading", "write a space behind its signs #"),
        ("- [x]done", "write a space behind its brackets"),
        (r"\(x^2\)", "write it between signs $"),
        ("some words {.lead}", "the attributes '{.lead}' stand behind"),
        ("![x](/x.png) {width=50}", "the attributes '{width=50}' stand behind"),
        ("{ref} `x`", "the role '{ref}'"),
        ("{ref}x", "the role '{ref}'"),
        ("{ref}`x", "the role '{ref}'"),
        ("$$\nx", "which nothing closes"),
        ("word[^1]", "no footnote [^1]"),
        ("| a | b |\n| 1 | 2 |", "a table without a second line"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "a row of 3 cells in a table of 2"),
        ("```note\nx\n```", "a block 'note' without braces"),
        ("> [!NOET]\n> x", "did you mean 'note'?"),
    ],
)
def test_what_is_almost_right_is_told(text: str, words: str) -> None:
    _, (message,) = converted(text)
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "[x](/team/ 'words')\n[x](/team/\n\"words\")\n[x](https://a.org/b_(c))",
        "[x][Here], [1][2] and a[b][c]\n\n[here]: /team/",
        "#one sign may be a word, and \\[1\\] a number",
        "word[^a]\n\n[^a]: text",
        "[x]{.lead}\n\n{.lead}\nwords\n\n## Title {.lead}",
        "| a | `b|c` |\n|---|---|---|\n| 1 \\| 2 | 3 |",
        "```python\n[x] (/team/)\n```\n\n`- [x]done`\n\n5 $$ and $6",
        "- [ ] (https://a.org/1) do\n- [x]{.a} b\n- [X], the unknown",
        "word[^1] (/team/), [Guide] (/a/), \\[x\\] (/a/)\n\n[^1]: text\n\n[guide]: /b/",
        "\\[Lee_2020\\] and \\[sic: one = two\\]",
        "> [x](/team/\n> 'words')\n\nThe set {k=5}",
        "the role {math}, {ref}: and \\{ref}x",
    ],
)
def test_what_only_looks_like_a_slip_is_not_told(text: str) -> None:
    assert converted(text)[1] == []


def test_markdown_within_a_directive_is_read_but_not_its_code() -> None:
    text = "````{note}\n{{ a }}\n```{code-block} x\n{{ b }}\n```\n````"
    result, messages = converted(text)
    assert "&#123;&#123; a }}" in result
    assert "{{ b }}" in result
    assert messages[0].startswith("2: ")


def test_nested_blocks_get_the_colons_that_myst_wants() -> None:
    text = "::: {.a}\n::: {.callout-note}\nA\n:::\n:::\nB"
    assert converted(text)[0] == "::::a\n:::{note}\nA\n:::\n::::\nB"


def test_once_a_page_and_kind_with_the_number() -> None:
    _, messages = converted("a\n{{ b }}\n\n{{ c }} {{ d }}\n")
    assert len(messages) == 1
    assert messages[0].startswith("2: the variable '{{ b }}'")
    assert messages[0].endswith("(2 more on this page)")


def test_lines_are_those_of_the_file() -> None:
    _, messages = converted("---\ntitle: A\n---\n\n```\na\nb\n```\n\n{{ x }}\n")
    assert messages[0].startswith("10: ")


def test_kinds_can_be_left_alone() -> None:
    assert converted("{{ a }} {% b %}", "variable", "liquid") == ("{{ a }} {% b %}", [])


def test_what_myst_has_but_is_not_turned_on() -> None:
    text = "- [x] a\n\n~~b~~ and $x_1$\n\n> [!NOTE]\n> c\n\n:::{note}\nd\n:::"
    result, found = convert(text, LITERAL, KNOWN, frozenset())
    assert result == text
    assert [line for line, _ in found] == [1, 3, 3, 5, 8]
    assert (
        found[0][1] == "a list of tasks; add 'tasklist' to myst_enable_extensions in conf.py"
    )


def test_variables_of_myst_itself() -> None:
    assert convert("{{ a }}", LITERAL, KNOWN, ENABLED | {"substitution"}) == ("{{ a }}", [])


def test_random_pages_keep_their_lines_and_letters() -> None:
    chance = random.Random(20261126)
    parts = "{% %} {{ }} < > ` ``` ::: { } !!! [ ] ( ) @ x $ <!-- --> | --- raw end {: {#a}"
    pieces = [*parts.split(), "\n", "\n\n", "    ", "> ", "- ", "# ", " note", "~~", "[!", '"']
    for _ in range(1500):
        text = "".join(chance.choice(pieces) for _ in range(chance.randint(1, 60)))
        converted(text + "\nlast line")


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}" * 9000,
        "<!--" * 20_000,
        "{{% figure " * 9000,
        "# a" + " " * 40_000 + "b",
        "`" * 90_000,
        "` `` " * 20_000,
        "[@" + "a" * 90_000,
        "![a](b){" + "a" * 90_000 + "}",
        "| a |\n" + "|-" * 40_000 + "x",
        "".join("`" * (203 - depth) + "{note}\n" for depth in range(200)),
    ],
)
def test_time_grows_with_the_length_alone(text: str) -> None:
    import time

    start = time.perf_counter()
    converted(text)
    assert time.perf_counter() - start < 5
