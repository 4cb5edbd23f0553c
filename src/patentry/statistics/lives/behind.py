"""The patents behind a figure of happenings: a row a patent."""

from __future__ import annotations

from typing import Any

import ibis

from patentry.corpus.engine import Engine
from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import Question, marked_rows
from patentry.statistics.lives.cohorts import of_the_office
from patentry.statistics.lives.ends import ENDED, ENDS, SURVIVAL_YEARS, UNKNOWN, YOUNG, survival_entry
from patentry.statistics.lives.fates import Outcome
from patentry.statistics.lives.summing import happenings_of, with_known_amounts
from patentry.statistics.measuring import Period
from patentry.status.effects import Cause

_CAUSES = {
    "pct": Cause.APPLICATION,
    "fate": Cause.APPLICATION,
    "wait_from_filing": Cause.GRANT,
    "wait_from_examination": Cause.GRANT,
    "transfer": Cause.TRANSFER,
    "pledge": Cause.PLEDGE,
    "licence": Cause.LICENCE,
    "open_licence": Cause.OPEN_LICENCE,
    **{survival_entry(years): Cause.GRANT for years in SURVIVAL_YEARS},
}


def _as_they_are(rows: Any, question: Question) -> Any:
    return rows


def _with_amounts(rows: Any, question: Question) -> Any:
    return with_known_amounts(rows)


def _decided(rows: Any, question: Question) -> Any:
    """The decided of a cohort, and those whose outcome no file tells, open; the pending ones are no part of a rate."""
    return _told_of(rows, untold=str(Outcome.UNKNOWN), pending=str(Outcome.PENDING))


def _came_to_the_day(rows: Any, question: Question) -> Any:
    """Those of a cohort that came to the anniversary, whatever became of them; those not settled, open."""
    return _told_of(rows, untold=UNKNOWN, pending=YOUNG)


def _told_of(rows: Any, *, untold: str, pending: str) -> Any:
    rows = rows.filter(rows.outcome != pending)
    is_untold = rows.outcome == untold
    return rows.mutate(
        counted=ibis.ifelse(is_untold, 0, rows.counted),
        open=ibis.ifelse(is_untold, ibis.greatest(rows["open"], rows.counted), rows["open"]),
    )


_NARROWED = {
    "pct": of_the_office,
    "fate": _decided,
    "wait_from_filing": _with_amounts,
    "wait_from_examination": _with_amounts,
    ENDED: _with_amounts,
    **{survival_entry(years): _came_to_the_day for years in SURVIVAL_YEARS},
}
_SAYS_OUTCOME = ("fate", *map(survival_entry, SURVIVAL_YEARS))


def happened_in(entry: str, engine: Engine, question: Question, period: Period) -> Any:
    """Answer the happenings of a period as rows that open into patents; `quality` is the outcome, `days` the amount."""
    rows = marked_rows(engine, happenings_of(engine, question, entry), question)
    rows = rows.filter((rows.day >= ibis.literal(period[0])) & (rows.day <= ibis.literal(period[1])))
    rows = _NARROWED.get(entry, _as_they_are)(rows.mutate(days=rows.amount), question)
    said = rows.outcome if entry in _SAYS_OUTCOME else ibis.literal("")
    rows = rows.mutate(said=said, cause=_cause(rows, entry))
    return rows.group_by("id").aggregate(
        quality=rows.said.max(),
        party=rows.party.min(),
        since=rows.day.max(),
        reason=rows.cause.max(),
        basis=rows.basis.min(),
        counted=rows.counted.max() > 0,
        weight=rows.counted.max() if question.rule is Attribution.ANY else rows.counted.sum() / rows.sharers.max(),
        days=rows.days.max(),
    )


def _cause(rows: Any, entry: str) -> Any:
    """Why each counts: what an end came from, else what the kind of happening is."""
    if entry != ENDED:
        return ibis.literal(int(_CAUSES[entry]))
    pairs = [(rows.outcome == cause.name.lower(), int(cause)) for cause in ENDS]
    return ibis.cases(*pairs, else_=int(Cause.NOT_ANNOUNCED))
