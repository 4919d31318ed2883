"""Links, footnotes and citations."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from docutils import nodes

from typst_pdf.book import target_of
from typst_pdf.inline import InlineTranslator
from typst_pdf.markup import string, text

__all__ = ["LinkTranslator"]

_SCHEMES = re.compile(r"(https?|mailto|tel|ftp):", re.I)


class LinkTranslator(InlineTranslator):
    """The part of the translator that knows what leads elsewhere."""

    notes: dict[str, nodes.footnote]
    calls: Counter[str]
    #: Notes that are printed; a further call shows the number alone.
    printed: set[str]

    def collect_notes(self, doctree: nodes.document) -> None:
        """Find the page's footnotes, which are printed where they are called."""
        self.notes = {
            name: note
            for note in doctree.findall(nodes.footnote)
            for name in note["ids"]
        }
        called = doctree.findall(nodes.footnote_reference)
        self.calls = Counter(call.get("refid", "") for call in called)
        self.printed = set()

    # ---- links ----

    def in_reference(self, node: nodes.reference) -> str:
        body = self.inlines(node)
        target = target_of(node, self.docname)
        uri = node.get("refuri", "")
        if target is not None and target not in self.book.targets:
            uri = self._published(target, node)
        elif target is not None:
            return self._internal(node, self.key(*target), body)
        if not _SCHEMES.match(uri):
            return body
        # Letters beyond ASCII are written as RFC 3987 (3.1) maps them.
        uri = quote(uri, safe=":/?#[]@!$&'()*+,;=%~")
        if self.aside is not None:
            self.aside.append(f"#address({string(uri)});")
            return body
        if {"sd-btn", "sd-badge"} & set(node["classes"]):
            body = f"#button[{body}]"
        bare = uri.partition(":")[2].strip("/")
        said = _said(node)
        is_shown = bare in quote(said, safe=":/?#[]@!$&'()*+,;=%~") or (
            not said and node.next_node(nodes.image) is None
        )
        return f"#external({string(uri)}, [{body}], {str(is_shown).lower()});"

    def _internal(self, node: nodes.Element, key: str, body: str) -> str:
        if self.aside is not None:
            return body
        is_picture = node.next_node(nodes.image) is not None and not _said(node)
        if is_picture or self.is_bare:
            return f"#link(label({string(key)}), [{body}]);"
        if {"sd-btn", "sd-badge"} & set(node["classes"]):
            body = f"#button[{body}]"
        return f"#xref({string(key)}, [{body}]);"

    def _published(self, target: tuple[str, str], node: nodes.Node) -> str:
        """Return the web address of a place that is not in this document.

        A place that ought to be in it is reported.
        """
        page, name = target
        builder = self.book.builder
        if page in self.book.pages or page not in builder.env.all_docs:
            self.warn("link", f"link to nothing: {page}#{name}", node)
            return ""
        base = builder.config.html_baseurl.rstrip("/")
        if not base:
            return ""
        suffix = builder.config.html_file_suffix or ".html"
        return f"{base}/{page}{suffix}" + (f"#{name}" if name else "")

    # ---- notes ----

    def in_footnote_reference(self, node: nodes.footnote_reference) -> str:
        name = node.get("refid", "")
        note = self.notes.get(name)
        if note is None:
            return f"#super[{self.inlines(node)}]"
        key = string(self.key(self.docname, f"note:{name}"))
        if name in self.printed:
            source = f"#footnote(label({key}));"
        else:
            self.printed.add(name)
            outer, self.aside = self.aside, None
            source = f"#footnote[{self._note(note)}]"
            self.aside = outer
            if self.calls[name] > 1:
                source = f"#[{source}#label({key})];"
        if self.aside is None:
            return source
        self.aside.append(source)
        return ""

    def _note(self, note: nodes.Element) -> str:
        children = [c for c in note.children if not isinstance(c, nodes.label)]
        if len(children) == 1 and isinstance(children[0], nodes.paragraph):
            return self.inlines(children[0])
        return self.sequence(children)

    def on_footnote(self, node: nodes.footnote) -> str:
        """Return a note that nothing calls; the others stand where they are called."""
        if any(self.calls[name] for name in node["ids"]):
            return ""
        return self.on_citation(node)

    def on_citation(self, node: nodes.Element) -> str:
        label = node.next_node(nodes.label)
        head = label.astext() if label else ""
        return f"#entries(([{text(f'[{head}]')}], [{self._note(node)}]))"

    def in_citation_reference(self, node: nodes.Element) -> str:
        return text(f"[{node.astext()}]")


def _said(node: nodes.Element) -> str:
    """Return the words of a link, without the alternative texts of its pictures."""
    return "".join(words.astext() for words in node.findall(nodes.Text)).strip()
