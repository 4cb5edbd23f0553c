"""The one place of this room that asks the library: questions, hits, comparisons, and the building of the index.

An opened index is shared by all threads and exchanged when a newer one is there.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
from django.conf import settings

from patentry.corpus import Home, HomeError, latest
from patentry.search.asking import Ask, Hit
from patentry.search.building import build as build_all
from patentry.search.comparing import Comparison, compare
from patentry.search.documents import LAYOUT
from patentry.search.evidence import (
    Coverage,
    Evidence,
    PartCoverage,
    Suggestions,
    classes_of,
    coverage_of,
    evidence_of,
    marks_in,
    text_of,
)
from patentry.search.faceting import FACETS, Narrowed
from patentry.search.index import Update
from patentry.search.index.manifest import LEARNT, Manifest, read_manifest
from patentry.search.index.numbering import documents_numbered
from patentry.search.looking import Looked, Standing, look, rows_of
from patentry.search.means import means_told
from patentry.search.query import Field, FieldKind, QueryError, fields, parse_query, steps_in
from patentry.search.searching import MOST_CHARACTERS, Searcher, open_searcher
from patentry.search.standing import STATUSES, Status
from patentry.search.synonyms import Synonyms, read_synonyms
from patentry.search.typed import typed_as
from patentry.search.watching import Difference, News, NewsItem, news_since, read_run, take_run, write_run
from patentry.status.tenures import tenures_of
from patentry.wording import Lang, Refusal, say

__all__ = [
    "FACETS",
    "MOST_CHARACTERS",
    "STATUSES",
    "Ask",
    "Comparison",
    "Coverage",
    "Difference",
    "Document",
    "Field",
    "FieldKind",
    "Hit",
    "Looked",
    "Narrowed",
    "News",
    "NewsItem",
    "PartCoverage",
    "QueryError",
    "Refusal",
    "Standing",
    "Status",
    "Update",
    "fields",
    "marks_in",
    "means_told",
    "typed_as",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, as the room keeps it. `kind` is "text", "like" or "query"; `on` the day statuses are told of.

    `groups` are the rows of the project's synonyms, `steps` its earlier searches by their number in the log.
    """

    kind: str
    text: str
    on: date
    before: date | None = None
    statuses: tuple[str, ...] = ()
    with_unknown: bool = False
    is_prior: bool = False
    groups: tuple[str, ...] = ()
    steps: Mapping[int, Ask | frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its publication number."""

    number: str
    family: str
    title: str


@dataclass(frozen=True, slots=True)
class Index:
    """How the index stands beside the corpus; None and 0 where there is none yet."""

    held: Manifest | None
    current: int

    @property
    def is_behind(self) -> bool:
        """Whether a newer snapshot is current."""
        return self.held is not None and self.held.snapshot != self.current


_lock = threading.Lock()
_opened: tuple[str, tuple[int, ...], Searcher] | None = None


def home() -> Home:
    """Answer the data folder."""
    return Home(Path(settings.PATENTRY_HOME))


def searcher() -> Searcher:
    """Answer the opened index, opened anew when another one stands there. Raises `Refusal` where there is none."""
    global _opened
    folder = home()
    kept = ("index.json", *(f"{LEARNT}/{name}" for name in ("terms.json", "weights.json", "embedder.json")))
    stamp = tuple(_written(folder.index / name) for name in kept)
    if not stamp[0]:
        raise Refusal("search.index_missing", home=folder.path)
    with _lock:
        if _opened is None or _opened[:2] != (str(folder.path), stamp):
            if _readable(folder) is None:
                raise Refusal("search.index_missing", home=folder.path)
            _opened = (str(folder.path), stamp, open_searcher(folder))
        return _opened[2]


def _written(path: Path) -> int:
    """When a file was written; nought where there is none."""
    return path.stat().st_mtime_ns if path.exists() else 0


def index() -> Index:
    """Answer how the index stands; one in another layout than this program's cannot be read and counts as none."""
    folder = home()
    try:
        return Index(_readable(folder), latest(folder).number)
    except (HomeError, FileNotFoundError):
        return Index(None, 0)


def _readable(folder: Home) -> Manifest | None:
    held = read_manifest(folder.index)
    return held if held is not None and held.rules.partition("-")[0] == LAYOUT else None


def day_told(today: date) -> date:
    """Answer the day statuses are told of: today, or the last one the files reach to."""
    try:
        through = tenures_of(searcher().filters.snapshot).data_through
    except Refusal:
        return today
    return min(today, through) if through else today


def answered(
    question: Question, *, first: int = 0, count: int = 20, narrowed: Narrowed | None = None, only: str | None = None
) -> Looked:
    """Answer a page of hits. Raises `Refusal` and `QueryError`."""
    return look(searcher(), ask_of(question), on=question.on, first=first, count=count, narrowed=narrowed, only=only)


def ask_of(question: Question) -> Ask:
    """Answer the question as the library takes it. Raises `QueryError` for a query that cannot be read, and `Refusal`
    for a table of synonyms that cannot."""
    shared = Ask(
        before=question.before,
        statuses=question.statuses,
        on=question.on,
        with_unknown=question.with_unknown,
        is_prior=question.is_prior and (question.kind == "like" or question.before is not None),
        synonyms=synonyms(question.groups) if question.groups else None,
    )
    if question.kind == "like":
        return replace(shared, like=question.text.strip())
    if question.kind == "text":
        return replace(shared, text=question.text[:MOST_CHARACTERS])
    return replace(shared, query=parse_query(question.text), steps=dict(question.steps or {}))


def step_of(question: Question, nearest: Sequence[str]) -> Ask | frozenset[str]:
    """Answer a step as later queries may name it: a query with its own day and statuses, of a text or a patent the
    documents nearest to it when it was asked."""
    return frozenset(nearest) if question.kind != "query" else ask_of(question)


def steps_named(text: str) -> frozenset[int]:
    """Answer the steps of a search log a fielded query names. Raises `QueryError`."""
    return frozenset(steps_in(parse_query(text)))


def synonyms(groups: Sequence[str]) -> Synonyms:
    """Answer the table of synonyms of a project's rows. Raises `Refusal` with the row that cannot be taken."""
    return read_synonyms("\n".join(groups).encode(), name="—")


def widened_by(looked: Looked) -> list[str]:
    """Answer what was looked for besides what was typed: synonyms, and other places of a class."""
    said = [f"{word} → {', '.join(others)}" for word, others in looked.answer.synonyms.items()]
    return said + [f"{typed} → {', '.join(places)}" for typed, places in looked.answer.expanded.items()]


def compared(numbers: Sequence[str], *, on: date) -> Comparison:
    """Answer documents side by side. Raises `Refusal`."""
    return compare(searcher(), numbers, on=on)


def documents(numbers: Sequence[str]) -> tuple[Document, ...]:
    """Answer the documents of publication numbers that are in the index, in their order."""
    opened = searcher()
    docs = [found for number in numbers if (found := _document(opened, number)) is not None]
    rows = rows_of(opened.index, np.array(docs, np.int64), ("number", "family", "title"))
    return tuple(Document(row["number"], row["family"], (row["title"] or "").partition("\n")[0]) for row in rows)


def _document(opened: Searcher, number: str) -> int | None:
    try:
        found = documents_numbered(opened.index, number)
    except Refusal:
        return None
    return int(found[0]) if len(found) else None


def coverage(question: Question, number: str) -> Coverage | None:
    """Answer how a document covers the text asked with, part by part; None where nothing can be covered."""
    opened, ask = searcher(), ask_of(question)
    try:
        return coverage_of(opened, text_of(opened, ask), [number], synonyms=ask.synonyms)
    except Refusal:
        return None


def evidence(question: Question, numbers: Sequence[str], lang: Lang) -> tuple[Evidence, Suggestions]:
    """Answer how hits cover the text, alone and together, and which classes it belongs in. Raises `Refusal`."""
    opened = searcher()
    return evidence_of(opened, ask_of(question), numbers), classes_of(opened, numbers, lang=lang)


def run_of(question: Question, *, at: datetime) -> tuple[str, int]:
    """Answer what a question finds now, as a text to be kept, and the snapshot. Raises `Refusal` for a query that names
    steps or finds too much."""
    run = take_run(searcher(), ask_of(question), at=at)
    return write_run(run), run.snapshot


def news(run: str, *, at: datetime) -> tuple[News, str]:
    """Answer what is new since a kept run, and the run of now. Statuses are compared as of the day the files reach to.
    Raises `Refusal`."""
    day = day_told(at.date())
    found = news_since(searcher(), read_run(run, name="—"), at=at.replace(year=day.year, month=day.month, day=day.day))
    return found, write_run(found.now)


@dataclass(frozen=True, slots=True)
class Tidings:
    """How many hits are new and changed since a kept run, on which snapshot. Two of the same `digest` tell the same."""

    new: int
    changed: int
    snapshot: int
    digest: str


def tidings(run: str, *, at: datetime) -> Tidings:
    """Answer in numbers what is new since a kept run. Raises `Refusal`."""
    found, _now = news(run, at=at)
    names = {one.publication_number for one in (*found.new, *found.changed)}
    told = sorted((hit.key, hit.fingerprint, hit.status) for hit in found.now.hits if hit.publication_number in names)
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return Tidings(len(found.new), len(found.changed), found.snapshot, digest)


def texts_of(hit: Hit) -> dict[str, str]:
    """Answer abstract and claims of a hit, and its classes under "classes"."""
    opened = searcher()
    docs = documents_numbered(opened.index, hit.publication_number)
    row = rows_of(opened.index, docs[:1], ("abstract", "claims", "ipc", "cpc"))[0]
    classes = ", ".join(dict.fromkeys([*row["ipc"], *row["cpc"]]))
    return {"abstract": row["abstract"] or "", "claims": row["claims"] or "", "classes": classes}


def build(*, is_anew: bool, progress: Callable[[int, int], None]) -> Update:
    """Bring the index, and what is learnt from its texts, to the current snapshot.

    Raises `Refusal` where another process does so or nothing is there.
    """
    return build_all(latest(home()), rebuild=is_anew, progress=progress).update


def because(code: str, lang: Lang) -> str:
    """Answer why there is news of a document."""
    return say(f"search.news.because.{code}", lang=lang)


def feature_name(feature: str, lang: Lang) -> str:
    """Answer what a part of a score is called."""
    return say(f"search.feature.{feature}", lang=lang)


def status_named(word: str) -> Status | None:
    """Answer a status by its word."""
    return Status[word.upper()] if word.upper() in Status.__members__ else None
