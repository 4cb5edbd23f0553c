"""A fielded query or a text, widened by synonyms."""

from __future__ import annotations

import re
from itertools import product

from patentry.search.query import And, Near, Node, Not, Or, Phrase, QueryError, Word
from patentry.search.synonyms.table import Synonyms, key_of
from patentry.search.texts import folded, is_chinese

SYNONYM_COUNTS = 0.8
"""What a synonym counts in a text beside the word itself, so that the author's own word still leads."""
MOST_NEAR = 100
"""Both sides of a nearness together are widened to so many pairs at most."""
_WORD = re.compile(r"[^\s,.;:!?()，。；：！？（）]+")
_LONGEST = 6


def widen_query(node: Node, synonyms: Synonyms, used: dict[str, tuple[str, ...]]) -> Node:
    """Answer the query with every word and phrase of the table beside its synonyms, in the same sections; `used`
    gathers which. A pattern (`display*`) stays as it is. Raises `QueryError` for a nearness that would grow too wide.
    """
    match node:
        case And(parts):
            return And(tuple(widen_query(part, synonyms, used) for part in parts))
        case Or(parts):
            return Or(tuple(_flat([widen_query(part, synonyms, used) for part in parts])))
        case Not(inner):
            return Not(widen_query(inner, synonyms, used))
        case Near():
            return _near(node, synonyms, used)
        case Word() | Phrase():
            forms = _forms(node, synonyms, used)
            return forms[0] if len(forms) == 1 else Or(tuple(forms))
        case _:
            return node


def widen_text(text: str, synonyms: Synonyms) -> dict[str, tuple[str, ...]]:
    """Answer the words and phrases of the table that stand in a text, with their synonyms, in the order of the text.

    Latin words are found whole and in every inflection, Chinese ones wherever their characters stand.
    """
    found: dict[str, tuple[str, ...]] = {}
    words = _WORD.findall(folded(text))
    runs = {key_of(" ".join(words[at : at + size])) for size in range(1, _LONGEST + 1) for at in range(len(words))}
    whole = folded(text)
    places: dict[str, int] = {}
    for group in synonyms.groups:
        for term in group:
            key = key_of(term)
            if key in runs or (is_chinese(term) and key in whole):
                places[term] = whole.find(folded(term))
    for term in sorted(places, key=lambda one: (places[one] < 0, places[one])):
        found[term] = synonyms.of(term)
    return found


def _flat(parts: list[Node]) -> list[Node]:
    return [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]


def _forms(term: Word | Phrase, synonyms: Synonyms, used: dict[str, tuple[str, ...]]) -> list[Word | Phrase]:
    others = () if isinstance(term, Word) and term.is_pattern else synonyms.of(term.text)
    if others:
        used[term.text] = others
    return [term, *(_term(other, term) for other in others)]


def _term(text: str, like: Word | Phrase) -> Word | Phrase:
    kind = Phrase if " " in text or not text.isalnum() else Word
    return kind(text, like.sections, like.column)


def _near(node: Near, synonyms: Synonyms, used: dict[str, tuple[str, ...]]) -> Node:
    pairs = list(product(_forms(node.first, synonyms, used), _forms(node.second, synonyms, used)))
    if len(pairs) > MOST_NEAR:
        raise QueryError("near_too_wide", column=node.column, found=str(len(pairs)), expected=str(MOST_NEAR))
    if len(pairs) == 1:
        return node
    return Or(tuple(Near(first, second, node.within, node.ordered, node.column) for first, second in pairs))
