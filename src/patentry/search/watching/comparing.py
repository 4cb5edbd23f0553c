"""What a question finds now beside what it found: new hits, hits that are gone, hits of which something changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from patentry.corpus import open_snapshot
from patentry.search.index.numbering import documents_numbered
from patentry.search.index.segments import base_of
from patentry.search.searching import Searcher
from patentry.search.watching.differences import Difference, differences
from patentry.search.watching.keeping import KeptHit, KeptRun, take_run
from patentry.wording import Refusal

MOST_COMPARED = 2_000
"""Of so many documents the fields are compared; of more it is only told that they changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A document of which there is news, and why.

    `because`: `added` (the corpus did not have it), `removed` (it has it no longer), `changed` (its fields say
    something else), or `around` (nothing of it changed: its status, who is who, or its place among others did).
    `differences` is None where the fields could not be compared. `status` are its statuses then and now, where they
    differ and both runs found it.
    """

    publication_number: str
    title: str
    because: str
    differences: tuple[Difference, ...] | None
    status: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new since a run. `is_compared` says whether fields could be compared: not where the run's snapshot is
    gone. `now` is the run to be kept for the next time."""

    since: datetime
    since_snapshot: int
    snapshot: int
    new: tuple[NewsItem, ...]
    gone: tuple[NewsItem, ...]
    changed: tuple[NewsItem, ...]
    unchanged: int
    is_compared: bool
    now: KeptRun


def news_since(searcher: Searcher, run: KeptRun, *, at: datetime) -> News:
    """Answer what is new since a run, its question asked again on the current index as of the day of `at`."""
    now = take_run(searcher, replace(run.ask, on=at.date()), at=at)
    then_hits, now_hits = ({hit.key: hit for hit in one.hits} for one in (run, now))
    new = [hit for key, hit in now_hits.items() if key not in then_hits]
    gone = [hit for key, hit in then_hits.items() if key not in now_hits]
    both = [hit for key, hit in now_hits.items() if key in then_hits and _is_other(then_hits[key], hit)]
    told = _differences(searcher, run, [*new, *gone, *both])
    there = _titles(searcher, [*new, *gone, *both])
    return News(
        since=run.at,
        since_snapshot=run.snapshot,
        snapshot=now.snapshot,
        new=tuple(_item(hit, told, there, "added") for hit in new),
        gone=tuple(_item(hit, told, there, "removed") for hit in gone),
        changed=tuple(_changed(then_hits[hit.key], hit, told, there) for hit in both),
        unchanged=len(now_hits) - len(new) - len(both),
        is_compared=told is not None,
        now=now,
    )


_Told = Mapping[str, tuple[Difference, ...] | None]


def _is_other(then: KeptHit, now: KeptHit) -> bool:
    return then.fingerprint != now.fingerprint or then.status != now.status


def _differences(searcher: Searcher, run: KeptRun, hits: Sequence[KeptHit]) -> _Told | None:
    """The fields in which the documents differ; None where the run's snapshot is gone."""
    after = searcher.filters.snapshot
    try:
        before = open_snapshot(searcher.home, run.snapshot)
    except Refusal:
        return None
    looked_at = hits[:MOST_COMPARED]
    if not looked_at or before.number == after.number:
        return {hit.key: () for hit in looked_at}
    patents = list(dict.fromkeys(name for hit in looked_at for name in (hit.publication_number, _base(hit))))
    return differences(before, after, patents, [hit.key for hit in looked_at])


def _base(hit: KeptHit) -> str:
    return base_of(hit.publication_number)


def _titles(searcher: Searcher, hits: Sequence[KeptHit]) -> dict[str, str]:
    found = {}
    for hit in hits:
        docs = documents_numbered(searcher.index, hit.publication_number)
        if len(docs):
            row = searcher.index.rows([int(docs[0])], ["title"])[0]
            found[hit.key] = (row["title"] or "").partition("\n")[0]
    return found


def _item(hit: KeptHit, told: _Told | None, titles: Mapping[str, str], otherwise: str) -> NewsItem:
    fields = None if told is None else told.get(hit.key)
    is_known = told is not None and hit.key in told
    because = otherwise if is_known and fields is None else "changed" if fields else "around"
    if not is_known:
        because = "around" if otherwise == "removed" and hit.key in titles else otherwise
    return NewsItem(
        publication_number=hit.publication_number,
        title=titles.get(hit.key, ""),
        because=because,
        differences=fields,
    )


def _changed(then: KeptHit, now: KeptHit, told: _Told | None, titles: Mapping[str, str]) -> NewsItem:
    fields = None if told is None else told.get(now.key)
    if then.family != now.family and fields is not None:
        fields = (*fields, Difference(field="family", before=then.family, after=now.family, file=""))
    return NewsItem(
        publication_number=now.publication_number,
        title=titles.get(now.key, ""),
        because="changed" if then.fingerprint != now.fingerprint else "around",
        differences=fields,
        status=(then.status, now.status) if then.status != now.status else None,
    )
