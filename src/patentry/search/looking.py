"""A question answered a page at a time, narrowed by facets: what a page of hits shows beside the command's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import Any

import numpy as np

from patentry.search.asking import Answer, Ask
from patentry.search.explaining import explained
from patentry.search.faceting import Counts, Narrowed, counted, narrowed_to
from patentry.search.filtering import Admitted, Filters
from patentry.search.index import Index
from patentry.search.index.numbering import documents_numbered
from patentry.search.index.reading import Numbers
from patentry.search.meant import used
from patentry.search.query import format_query
from patentry.search.ranking.fusing import Ranked
from patentry.search.ranking.pool import SMALL, Pool
from patentry.search.remaining import Ends
from patentry.search.remarks import plain_words, unseen_words
from patentry.search.searching import MOST_CHARACTERS, Searcher, one_a_family
from patentry.search.standing import Status
from patentry.wording import Refusal

_TOLD = ["number", "published", "holders", "applicants", "ipc", "cpc", "language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Dates and standing of a document. `status` is as of the question's day; None where the snapshot the index holds
    is gone and nothing can be told. `ends` is the first day out of force as far as the files reach, for one in force.
    """

    filed: date | None
    granted: date | None
    holders: tuple[str, ...]
    status: Status | None
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A page of hits, each with its standing; `total` families were found, `narrowed` of them remain.

    `facets`: by name, the commonest values with the number of families, counted over all that were found. `is_nearest`:
    a text or a patent was compared with the nearest documents alone, of which these families are.
    """

    answer: Answer
    standings: Mapping[str, Standing]
    total: int
    narrowed: int
    is_nearest: bool = False
    facets: Counts = field(default_factory=dict)
    is_snapshot_gone: bool = False


def look(
    searcher: Searcher,
    ask: Ask,
    *,
    on: date,
    first: int = 0,
    count: int = 20,
    narrowed: Narrowed | None = None,
    only: str | None = None,
) -> Looked:
    """Answer the hits from `first` on, one a family, of the facets `narrowed` to; with `only`, the hit of that number.

    `on` is the day statuses are told of. Ranks are those of the whole answer. Raises `Refusal` and `QueryError`, as
    the search does.
    """
    began = perf_counter()
    statuses, is_gone = _statuses(searcher, on)
    typed = _typed(ask)
    ask, widened = replace(ask, on=ask.on or on).widened()
    pool, ranked, admitted = _ranked(searcher, ask)
    families = one_a_family(searcher.index, ranked, len(ranked.docs))
    count_found, chosen = len(families.docs), narrowed or {}
    told = searcher.facets.of(families.docs, statuses)
    places = np.flatnonzero(narrowed_to(told, chosen, count_found))
    shown = _numbered(searcher.index, families, only) if only else places[first : first + count]
    found = explained(pool, families.only(shown))
    hits = tuple(replace(hit, rank=int(place) + 1) for hit, place in zip(found, shown, strict=True))
    manifest = searcher.index.manifest
    answer = Answer(
        hits=hits,
        unknown_excluded=admitted.unknown,
        took_ms=round((perf_counter() - began) * 1000, 1),
        snapshot=manifest.snapshot,
        current=searcher._current(),
        found=int(admitted.mask.sum()) if ask.query is not None else None,
        expanded=admitted.expanded,
        query=format_query(ask.query) if ask.query is not None else None,
        synonyms=widened,
        documents=manifest.documents,
        unseen=unseen_words(searcher.index, searcher.scorer, typed, is_thorough=not len(families.docs)),
        parts=() if admitted.possible.any() else searcher._parts(ask),
        characters_left_out=max(len(ask.text or "") - MOST_CHARACTERS, 0),
        meaning=used(searcher.meaning, pool.question.vector),
        translated=pool.question.translated,
        learnt=searcher.learnt,
    )
    return Looked(
        answer=answer,
        standings=_standings(searcher, families.docs[shown], statuses, on),
        total=count_found,
        narrowed=len(places),
        is_nearest=(ask.text is not None or ask.like is not None) and searcher.index.count > SMALL,
        facets=counted(told, chosen, count_found),
        is_snapshot_gone=is_gone,
    )


def _ranked(searcher: Searcher, ask: Ask) -> tuple[Pool, Ranked, Admitted]:
    question, admitted = searcher.question(ask, searcher.subject_of(ask))
    pool = searcher.pool(question)
    return pool, searcher._ranked(ask, pool), admitted


def _typed(ask: Ask) -> list[str]:
    if ask.text is not None:
        return [ask.text]
    return list(plain_words(ask.query)) if ask.query is not None else []


def _statuses(searcher: Searcher, on: date) -> tuple[Numbers | None, bool]:
    try:
        return searcher.filters.statuses(on), False
    except Refusal as refusal:
        if refusal.code != "search.snapshot_gone":
            raise
        return None, True


def _of(statuses: Numbers | None, docs: Numbers) -> list[Status | None]:
    return [None] * len(docs) if statuses is None else [Status(int(one)) for one in statuses[docs]]


def rows_of(index: Index, docs: Numbers, columns: Sequence[str] = tuple(_TOLD)) -> list[dict[str, Any]]:
    """Answer columns of documents, in their order, taken a segment at a time: one by one would take their time."""
    found: list[dict[str, Any]] = [{}] * len(docs)
    for segment, start in zip(index.segments, index.starts, strict=False):
        here = np.flatnonzero((docs >= start) & (docs < start + segment.count))
        rows = segment.documents.select(list(columns)).take(docs[here] - start).to_pylist()
        for place, row in zip(here, rows, strict=True):
            found[int(place)] = row
    return found


def _standings(searcher: Searcher, docs: Numbers, statuses: Numbers | None, on: date) -> dict[str, Standing]:
    rows = rows_of(searcher.index, docs, (*_TOLD, "filed", "granted"))
    ends = ends_on(searcher.filters, on).of(searcher.index, docs) if statuses is not None else [None] * len(docs)
    return {
        row["number"]: Standing(
            filed=row["filed"],
            granted=row["granted"],
            holders=tuple(row["holders"] or row["applicants"]),
            status=status,
            ends=end if status is Status.IN_FORCE else None,
        )
        for row, status, end in zip(rows, _of(statuses, docs), ends, strict=True)
    }


def standings_of(searcher: Searcher, docs: Numbers, *, on: date) -> dict[str, Standing]:
    """Answer dates and standing of documents on a day, by publication number."""
    return _standings(searcher, docs, _statuses(searcher, on)[0], on)


_ends: dict[tuple[str, date], Ends] = {}


def ends_on(filters: Filters, on: date) -> Ends:
    """Answer when the patents in force on a day end, read once a snapshot and day."""
    key = (f"{filters.snapshot.home.path}:{filters.snapshot.content}", on)
    found = _ends.get(key)
    if found is None:
        found = Ends.read(filters.snapshot, on)
        _ends.clear()
        _ends[key] = found
    return found


def _numbered(index: Index, families: Ranked, only: str) -> Numbers:
    """The place of one document in the answer. Raises `Refusal` where it does not stand there for its family."""
    places = np.flatnonzero(np.isin(families.docs, documents_numbered(index, only)))
    if not len(places):
        raise Refusal("search.not_among_hits", number=only)
    return places[:1]
