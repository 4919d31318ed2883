"""What is wrong with a field, in an editor's words: found, expected, remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from research_records.page import Page
from research_records.problems import did_you_mean, nearest, one, shortened

#: What other systems call a field -> what it is here; the first that a kind has.
#: Hugo ("Front matter"), Jekyll and its plugins ("Front Matter", "redirect-from",
#: "last-modified-at"), Quarto ("HTML Options"), al-folio, Hugo Blox, academicpages.
_EQUIVALENTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(["summary", "excerpt", "abstract", "tagline"], ("description",)),
    **dict.fromkeys(["ogdescription", "subtitle", "bio"], ("description",)),
    **dict.fromkeys(["publishdate", "pubdate", "dateadded"], ("date",)),
    **dict.fromkeys(["lastmodified", "lastmodifiedat", "modified"], ("lastmod",)),
    **dict.fromkeys(["updated", "lastupdated", "datemodified"], ("lastmod",)),
    **dict.fromkeys(["redirectfrom", "redirects", "permalink", "slug"], ("aliases",)),
    **dict.fromkeys(["categories", "category", "topics", "subjects"], ("tags",)),
    **dict.fromkeys(["name", "fullname", "heading", "linktitle"], ("title",)),
    **dict.fromkeys(["firstname", "givennames"], ("given_name", "title")),
    **dict.fromkeys(["lastname", "surname"], ("family_name", "title")),
    **dict.fromkeys(["ogtitle", "pagetitle"], ("title",)),
    **dict.fromkeys(["order", "navorder", "importance"], ("weight",)),
    **dict.fromkeys(["language", "locale"], ("lang",)),
    **dict.fromkeys(["avatar", "portrait", "picture"], ("photo", "image")),
    **dict.fromkeys(["ogimage", "thumbnail", "teaser", "cover", "img"], ("image",)),
    **dict.fromkeys(["featuredimage", "headerimage", "banner"], ("image",)),
    **dict.fromkeys(["time", "starttime", "when"], ("start",)),
    **dict.fromkeys(["path", "filename", "file"], ("src",)),
    **dict.fromkeys(["caption", "figalt", "imagealt", "alttext"], ("alt",)),
    **dict.fromkeys(["position", "jobtitle"], ("role",)),
    **dict.fromkeys(["organization", "organizations", "organisation"], ("affiliation",)),
    **dict.fromkeys(["authors"], ("author", "people")),
    **dict.fromkeys(["members", "team"], ("people",)),
    **dict.fromkeys(["advisor", "advisors", "supervisor"], ("supervisors",)),
    **dict.fromkeys(["website", "homepage", "externallink"], ("url", "link", "links")),
    "url": ("src", "link", "links", "aliases"),
    "location": ("place",),
    "state": ("status",),
    "type": ("kind",),
    "startdate": ("start", "date"),
    **dict.fromkeys(["enddate", "endtime"], ("end",)),
    "social": ("links",),
}
_EXPECTED = {
    "string_type": "a text",
    "list_type": "a list, written [one, two]",
    "dict_type": "names with values, written {name: value}",
    "model_type": "fields of its own, written {field: value}",
    "model_attributes_type": "fields of its own, written {field: value}",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number of reasonable size",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "finite_number": "a number",
    "decimal_max_digits": "a number of reasonable size",
}
_LIMITS = {
    "be less than or equal to": "a number up to",
    "be greater than or equal to": "a number from",
    "be greater than": "a number above",
}
_FORMS = {
    "lang": "a language such as nl or en-GB (BCP 47)",
    "currency": "a currency such as EUR (ISO 4217)",
}
_QUOTES = re.compile("[\u201c\u201d\u201e\u2018\u2019«»]")


def meant(key: str, known: Iterable[str], value: object = None) -> str | None:
    """Return the field that one of another name stands for, if that is clear."""
    fields = sorted(known)
    if key == "published":  # Jekyll says false for a draft, others give the date.
        return "draft" if str(value).lower() in {"true", "false"} else "date"
    same = _EQUIVALENTS.get(re.sub(r"[\W_]", "", key).casefold(), ())
    return next((name for name in same if name in fields), nearest(key, fields, 0.75))


def no_such_field(
    key: str, model: type[Page], others: Collection[type[Page]], guess: str | None
) -> str:
    """Say that a kind of record has no field *key*, and what to write instead.

    Args:
        key: The field.
        model: The kind of record.
        others: All kinds of the site; one of them may have such a field.
        guess: The field that is meant, where there is one.
    """
    owners = [one(other.kind_name) for other in others if key in other.model_fields]
    hint = f"; did you mean '{guess}'?" if guess else ""
    if owners and not guess:
        hint = f"; it belongs to the front matter of {' or '.join(owners)}"
    return f"{shortened(key)}: {one(model.kind_name)} has no such field{hint}"


def quoted_twice(value: str) -> str | None:
    """Say that typographic quotes stand around a value, where YAML knows none."""
    if (
        len(value) > 1
        and _QUOTES.match(value[0])
        and re.match(f'"|{_QUOTES.pattern}', value[-1])
    ):
        inner = shortened(value[1:-1])
        if not _QUOTES.search(inner):
            return f'found the quotes {value[0]}…{value[-1]}, expected "{inner}"'
    return None


def expectation(detail: Any) -> str:
    """Say what was found and what was expected.

    Args:
        detail: One of pydantic's ``ErrorDetails``.
    """
    found, kind, context = detail["input"], detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return "missing"
    if kind == "extra_forbidden":
        return "no such field here"
    shown = "nothing" if found is None else repr(shortened(str(found)))
    if isinstance(found, (dict, list)):
        shown = "a mapping" if isinstance(found, dict) else "a list"
    hint = ""
    if kind == "value_error":
        expected = str(context["error"])
    elif kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context["expected"]))
        expected = f"{', '.join(choices[:-1])} or {choices[-1]}"
        hint = did_you_mean(str(found), choices)
    elif kind == "string_too_long":
        expected = f"at most {context['max_length']:,} characters"
    elif kind == "string_pattern_mismatch":
        expected = _FORMS.get(str(detail["loc"][-1]), f"the form {context['pattern']}")
    else:
        plain = re.sub(r"^(Input|String|Decimal input) should ", "", str(detail["msg"]))
        for words, ours in _LIMITS.items():
            plain = plain.replace(words, ours)
        expected = _EXPECTED.get(kind, re.sub(r"^(be|have) ", "", plain))
    return f"found {shown}, expected {expected}{hint}"
