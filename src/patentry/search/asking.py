"""What is asked of the search and what it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from patentry.numbers import NumberError, parse_number
from patentry.search.query import Node, QueryError, field_named, parse_query
from patentry.search.query.lexing import fold
from patentry.search.ranking.learnt import Learnt
from patentry.search.remarks import PartFound, Unseen
from patentry.search.synonyms import Synonyms, widen_query, widen_text

DEFAULT_TOP = 20
MOST_OF_QUERY = 5_000
LONGEST_NUMBER = 40
_NUMBER = re.compile(r"[A-Za-z]{2}[ -]?\d[\d,./ -]{4,24}[\dXx][ -]?(?:[A-Za-z]\d?)?")
_CHINESE_NUMBER = re.compile(r"(?:ZL)?\d{12}\.[\dXx]")
_NAMED = re.compile(r"([A-Za-z_]{2,}|[\u4e00-\u9fff()]{2,})\s*[=:]")
MOST_TOP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question: a `text`, a patent by number (`like`), or a fielded `query`; the filters hold for all of them.

    A query beside a text or a patent says among which documents the answer is looked for; a patent beside a text is
    left out of the answer with its family, and its day counts.

    `before`: only what was published before this day. `statuses`: only these (`in_force`, `pending`, `ended`,
    `unknown`), as they stand `on` a day. `with_unknown`: also what an unknown day or status would leave out.
    `is_prior`: what may answer and what may bear witness was published before the patent asked about (or `before`).
    `synonyms` widen the words of a text or a query, not those of a patent asked about.
    `steps` are earlier steps of a search log, which a query may name: a tree, a whole fielded question with its filters
    (which may name the steps before it), or the documents a step found by their numbers.
    """

    text: str | None = None
    like: str | None = None
    query: Node | None = None
    before: date | None = None
    statuses: tuple[str, ...] = ()
    on: date | None = None
    with_unknown: bool = False
    is_prior: bool = False
    top: int = DEFAULT_TOP
    synonyms: Synonyms | None = None
    steps: Mapping[int, Node | Ask | frozenset[str]] = field(default_factory=dict)

    def widened(self) -> tuple[Ask, dict[str, tuple[str, ...]]]:
        """Answer the question with its query widened by the synonyms, and every word of it or of the text that has
        some, with them. Raises `QueryError` for a nearness that grows too wide.
        """
        if self.synonyms is None:
            return self, {}
        used = widen_text(self.text, self.synonyms) if self.text is not None else {}
        query = None if self.query is None else widen_query(self.query, self.synonyms, used)
        return replace(self, query=query), used


def ask_of_text(text: str) -> Ask:
    """Answer what somebody asks who pastes a text: a patent's number alone asks for documents like it."""
    return Ask(like=text.strip()) if is_number(text) else Ask(text=text)


def is_number(text: str) -> bool:
    """Answer whether a text is one number of a patent and nothing else: with its country, or Chinese with its check
    digit, be that right or wrong.
    """
    told = fold(text[: LONGEST_NUMBER + 1]).strip()
    if len(told) > LONGEST_NUMBER or not (_NUMBER.fullmatch(told) or _CHINESE_NUMBER.fullmatch(told)):
        return False
    try:
        return bool(parse_number(told))
    except NumberError:
        return _CHINESE_NUMBER.fullmatch(told) is not None


def reads_as_query(text: str) -> bool:
    """Answer whether a text reads as a fielded query: it names a field and can be read."""
    if len(text) > MOST_OF_QUERY or not any(field_named(name.lstrip("(")) for name in _NAMED.findall(fold(text))):
        return False
    try:
        parse_query(text)
    except QueryError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one feature adds to a score, and its share of all that speaks for the document."""

    feature: str
    points: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a document was found: words of the question it has, classes it shares, documents near the question that cite
    it or that it cites, and what each feature adds."""

    terms: tuple[str, ...]
    classes: tuple[str, ...]
    neighbours: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document found, one of its family. `passage` is where it speaks of the question most."""

    rank: int
    publication_number: str
    family_id: str
    score: float
    title: str
    passage: str
    section: str
    published: date | None
    why: Why
    members: tuple[str, ...] = ()
    """Other publications of the family that were found, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whether meaning helped to rank: `used`, of how many `documents` the vectors of the `embedder` are `known`, and
    whether the embedder is missing on this machine although the index has its vectors."""

    embedder: str
    used: bool
    known: int
    documents: int
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hits, best first. `found` counts the documents a fielded query finds, None for a text or a patent.

    `unknown_excluded` counts documents left out only because a day or a status they would be judged by is not known.
    `snapshot` is what the index holds, `current` the snapshot that is current. `query` is a fielded query as it was
    read, `expanded` the places of other editions searched besides those typed, `synonyms` the words of the project's
    table that were searched besides those typed. `documents` are all in the index, `unseen` words of the question that
    none of them has, `parts` what each part of a query finds by itself where together they find nothing, and
    `characters_left_out` the end of a text too long to be read. `meaning` is None where no vectors are kept;
    `translated` what words were taken for in the other language, by the table of terms; `learnt` the weights learnt on
    the corpus's own citations, None where that was never done.
    """

    hits: tuple[Hit, ...]
    unknown_excluded: int
    took_ms: float
    snapshot: int
    current: int
    found: int | None = None
    query: str | None = None
    expanded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    documents: int = 0
    unseen: tuple[Unseen, ...] = ()
    parts: tuple[PartFound, ...] = ()
    characters_left_out: int = 0
    meaning: Meant | None = None
    translated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    learnt: Learnt | None = None
