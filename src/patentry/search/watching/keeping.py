"""What a question found, kept with what tells whether a document has changed since."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from patentry.search.asking import MOST_TOP, Ask
from patentry.search.index.numbering import find_document
from patentry.search.query import QueryError, format_query, parse_query, steps_in
from patentry.search.searching import Searcher
from patentry.search.standing import STATUSES, Status
from patentry.search.synonyms import Synonyms
from patentry.wording import Refusal

LAYOUT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHit:
    """A document found: its number, its key in the corpus, the fingerprint of all that was told of it, and its status
    on the day of the run."""

    publication_number: str
    key: str
    fingerprint: str
    family: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRun:
    """A question and all it found, best first; of a text or a patent the first `ask.top`. `ask.on` is the run's day."""

    ask: Ask
    at: datetime
    snapshot: int
    hits: tuple[KeptHit, ...]


def take_run(searcher: Searcher, ask: Ask, *, at: datetime) -> KeptRun:
    """Answer what a question finds now, every document for itself, to be compared with later.

    A fielded query keeps all it finds. Raises `Refusal` where that is more than 10,000, or where it names steps of a
    log, which a later run would not know.
    """
    wide, _ = ask.widened()
    wide = replace(wide, on=ask.on or at.date(), synonyms=None if ask.text is None else ask.synonyms)
    if wide.query is not None and steps_in(wide.query):
        raise Refusal("search.watch_steps")
    if wide.query is not None and wide.text is None and wide.like is None:
        found = int(searcher.question(wide, None)[1].mask.sum())
        if found > MOST_TOP:
            raise Refusal("search.watch_too_many", found=found, most=MOST_TOP)
        wide = replace(wide, top=MOST_TOP)
    return KeptRun(ask=wide, at=at, snapshot=searcher.index.manifest.snapshot, hits=_hits(searcher, wide))


def _hits(searcher: Searcher, ask: Ask) -> tuple[KeptHit, ...]:
    docs = [find_document(searcher.index, number) for number, _ in searcher.ranked(ask)]
    rows = searcher.index.rows(docs, ["number", "key", "fingerprint", "family"])
    assert ask.on is not None
    told = searcher.filters.statuses(ask.on)
    return tuple(
        KeptHit(
            publication_number=row["number"],
            key=row["key"],
            fingerprint=row["fingerprint"],
            family=row["family"],
            status=Status(int(told[doc])).name.lower(),
        )
        for doc, row in zip(docs, rows, strict=True)
    )


def write_run(run: KeptRun) -> str:
    """Answer the run as the text of its file (JSON)."""
    ask = run.ask
    asked: dict[str, Any] = {
        "text": ask.text,
        "like": ask.like,
        "query": format_query(ask.query) if ask.query is not None else None,
        "before": ask.before.isoformat() if ask.before else None,
        "statuses": list(ask.statuses),
        "on": ask.on.isoformat() if ask.on else None,
        "with_unknown": ask.with_unknown,
        "is_prior": ask.is_prior,
        "top": ask.top,
        "synonyms": ask.synonyms.groups if ask.synonyms else None,
    }
    told = {"layout": LAYOUT, "asked": asked, "at": run.at.isoformat(), "snapshot": run.snapshot}
    return json.dumps(told | {"hits": [asdict(hit) for hit in run.hits]}, ensure_ascii=False) + "\n"


def read_run(text: str, *, name: str) -> KeptRun:
    """Answer the run of a file. Raises `Refusal` for what is none."""
    with suppress(ValueError, TypeError, KeyError, AttributeError, QueryError):
        told: dict[str, Any] = json.loads(text)
        if told["layout"] == LAYOUT:
            hits = tuple(KeptHit(**hit) for hit in told["hits"])
            if all(hit.status in STATUSES for hit in hits):
                at = datetime.fromisoformat(told["at"])
                return KeptRun(ask=_ask(told["asked"]), at=at, snapshot=int(told["snapshot"]), hits=hits)
    raise Refusal("search.watch_unreadable", name=name)


def _ask(told: dict[str, Any]) -> Ask:
    query = told.pop("query")
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("before", "on")}
    groups = told["synonyms"]
    told |= days | {
        "statuses": tuple(told["statuses"]),
        "query": None if query is None else parse_query(query),
        "synonyms": None if groups is None else Synonyms(tuple(tuple(group) for group in groups)),
    }
    return Ask(**told)
