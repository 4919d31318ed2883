"""Words that mean the same, in a file that editors keep.

It is YAML, a list a line, of words or phrases; a search for one finds the others::

    - [thesis, scriptie, afstudeeropdracht]
    - [large language model, LLM]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from research_records.problems import WARNING_TYPE
from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)


def read_synonyms(app: Sphinx) -> list[list[str]]:
    """Return the lists of words that mean the same; what is wrong is told and left out."""
    name: str = app.config.site_search_words
    if not name:
        return []
    path = Path(app.confdir, name)
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeError) as problem:
        reason = getattr(problem, "strerror", None) or f"{problem}"
        _tell(name, None, f"site_search_words: cannot be read: {reason}")
        return []
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else None
        _tell(name, line, f"not YAML: {problem.problem}; expected - [word, another word]")
        return []
    except yaml.YAMLError as problem:
        _tell(
            name,
            None,
            f"not YAML: {' '.join(str(problem).split())}; expected - [word, another word]",
        )
        return []
    return list(_lists(name, tree)) if tree is not None else []


def _lists(name: str, tree: yaml.Node) -> Iterator[list[str]]:
    if not isinstance(tree, yaml.SequenceNode):
        _tell(name, 1, f"found {_shown(tree)}, expected a list a line: - [word, another word]")
        return
    known: dict[str, int] = {}
    for node in tree.value:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.SequenceNode):
            _tell(name, line, f"found {_shown(node)}, expected - [word, another word]")
            continue
        words: list[str] = []
        for one in node.value:
            at = one.start_mark.line + 1
            if not isinstance(one, yaml.ScalarNode) or not one.value.strip():
                _tell(name, at, f"found {_shown(one)}, expected a word or a phrase")
            elif (key := one.value.casefold().strip()) in known:
                before = known[key]
                _tell(name, at, f"{one.value!r} stands in line {before} already; join the two")
            else:
                known[key] = at
                words.append(one.value.strip())
        if len(node.value) < 2:
            _tell(name, line, f"found {len(node.value)} words, expected two or more")
        if len(words) > 1:
            yield words


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return repr(node.value)
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"


def _tell(name: str, line: int | None, message: str) -> None:
    place = f"{name}:{line or 1}"
    logger.warning("%s", message, type=WARNING_TYPE, subtype="search", location=place)
