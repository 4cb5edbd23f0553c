"""Count what a projection rests on: the region's patents and applications now, the whole corpus's past years.

No rate looks beyond the day: every past year measured ends on it or before. Rates are of all patents of the right type
in the corpus, as one region alone has too few; new applications are the region's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from patentry.corpus import DuckEngine
from patentry.records import FeeStatus
from patentry.statistics.portrait import ANNOUNCED, STAGES
from patentry.statistics.projection.projecting import Measured
from patentry.status.fees import anniversary

_ENDS = "'withdrawal', 'deemed_withdrawal', 'rejection', 'deemed_abandonment'"
_MONTHS_OF_GRACE = 6
Window = tuple[date, date]
Ids = str
"""A query that answers the numbers of patents: a nation's millions never leave the engine."""


def windows_before(on: date, *, years: int, first_day: date | None) -> tuple[Window, ...]:
    """Answer the past years that end on the day or on its anniversaries, latest first, as far as the data go."""
    found = ((anniversary(on, -back), anniversary(on, 1 - back)) for back in range(1, years + 1))
    return tuple(one for one in found if first_day is not None and one[0] > first_day)


def measured(
    engine: DuckEngine,
    *,
    counted: Ids,
    counted_before: Ids,
    applications: Ids,
    right_type: str,
    view: int,
    on: date,
    windows: Sequence[Window],
) -> Measured:
    """Answer the counts. `counted` are the patents of the stock on the day, `counted_before` those a year earlier,
    `applications` all of the region filed by the day."""
    until = anniversary(on, 1)
    by_year, leaving = _by_year(engine, counted, on, until)
    pending = _pending(engine, on, ids=applications, right_type=right_type, until=None)
    return Measured(
        expiring=leaving,
        by_year=by_year,
        stayed=_stayed(engine, right_type, view, windows),
        restorable=_lapsed(engine, view, on, None, ids=counted_before, right_type=right_type)[0],
        restored=[_lapsed(engine, view, start, end, ids=None, right_type=right_type) for start, end in windows],
        pending={key: n for key, (n, _granted) in pending.items()},
        granted=_granted(engine, right_type, windows),
        new=[_new(engine, applications, right_type, start, end) for start, end in windows],
    )


def due_soon(engine: DuckEngine, counted: Ids, *, on: date, days: int) -> int:
    """Answer how many patents of China have their next annual fee due, by the day of filing, within so many days."""
    rows = engine.sql(
        f"""SELECT count(*) AS n FROM patents WHERE id IN ({counted}) AND authority = 'CN'
              AND (filing_date + to_years(date_sub('year', filing_date, ?::DATE)::INTEGER + 1))::DATE
                <= ?::DATE + {int(days)} AND (expires_on IS NULL OR expires_on > ?::DATE + {int(days)})""",
        [on, on, on],
    )
    return int(rows["n"][0].as_py())


def stated_overdue(engine: DuckEngine, counted: Ids, *, on: date) -> int:
    """Answer of how many patents a file states that a fee, due in the months of grace before the day, is overdue."""
    rows = engine.sql(
        f"""SELECT count(DISTINCT p.id) AS n FROM (
              SELECT * FROM fees QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1) f
            LEFT JOIN patent_bases b ON b.base = regexp_replace(f.number, '[A-Z][0-9]?$', '')
            JOIN patents p ON p.patent = coalesce(b.patent, f.number)
            WHERE p.id IN ({counted}) AND f.status = '{FeeStatus.OVERDUE}' AND f.paid_on IS NULL
              AND f.due <= ? AND (f.due + to_months({_MONTHS_OF_GRACE}))::DATE >= ?""",
        [on, on],
    )
    return int(rows["n"][0].as_py())


def ended_unannounced(engine: DuckEngine, counted: Ids, *, on: date) -> int:
    """Answer how many patents' end for an unpaid fee has taken effect by the day and was announced later."""
    rows = engine.sql(
        f"""SELECT count(DISTINCT id) AS n FROM {ANNOUNCED} e
            WHERE kind = 'fee_lapse' AND effective <= ? AND day > ? AND id IN ({counted})""",
        [on, on],
    )
    return int(rows["n"][0].as_py())


def _by_year(engine: DuckEngine, counted: Ids, on: date, until: date) -> tuple[dict[tuple[str, int | None], int], int]:
    rows = engine.sql(
        f"""SELECT authority, date_sub('year', filing_date, ?::DATE) + 1 AS year,
              count(*) FILTER (expires_on <= ?) AS ending, count(*) FILTER (expires_on IS NULL OR expires_on > ?) AS n
            FROM patents WHERE id IN ({counted}) GROUP BY ALL""",
        [on, until, until],
    ).to_pylist()
    return {(row["authority"], row["year"]): row["n"] for row in rows if row["n"]}, sum(row["ending"] for row in rows)


def _stayed(
    engine: DuckEngine, right_type: str, view: int, windows: Sequence[Window]
) -> dict[tuple[str, int | None], list[tuple[int, int]]]:
    """Patents in force when a past year began whose term did not end in it; a settled state at its end is needed."""
    found: defaultdict[tuple[str, int | None], list[tuple[int, int]]] = defaultdict(list)
    for start, end in windows:
        rows = engine.sql(
            """SELECT p.authority, date_sub('year', p.filing_date, ?::DATE) + 1 AS year, count(*) AS n,
                 count(*) FILTER (g.settled = 1) AS stayed
               FROM spans f JOIN patents p ON p.id = f.id
               LEFT JOIN spans g ON g.id = f.id AND g.view = f.view AND g.start <= ? AND g.until > ?
               WHERE f.view = ? AND f.settled = 1 AND f.start <= ? AND f.until > ? AND p.right_type = ?
                 AND (p.expires_on IS NULL OR p.expires_on > ?) AND coalesce(g.settled, 1) = 1 GROUP BY ALL""",
            [start, end, end, view, start, start, right_type, end],
        ).to_pylist()
        for row in rows:
            found[row["authority"], row["year"]].append((row["n"], row["stayed"]))
    return dict(found)


def _lapsed(
    engine: DuckEngine, view: int, on: date, until: date | None, *, ids: Ids | None, right_type: str
) -> tuple[int, int]:
    """Patents out of the stock on a day by a lapse for an unpaid fee announced in the year before, and how many of them
    were in force again later; their terms run on."""
    among = "" if ids is None else f"AND l.id IN ({ids})"
    rows = engine.sql(
        f"""SELECT count(*) AS n, count(*) FILTER (b.id IS NOT NULL) AS back FROM (
              SELECT DISTINCT id FROM {ANNOUNCED} e WHERE kind = 'fee_lapse' AND day > ? AND day <= ?) l
            JOIN patents p ON p.id = l.id AND p.right_type = ? AND (p.expires_on IS NULL OR p.expires_on > ?)
            LEFT JOIN spans a ON a.id = l.id AND a.view = ? AND a.start <= ? AND a.until > ?
            LEFT JOIN spans b ON b.id = l.id AND b.view = ? AND b.settled = 1 AND b.start <= ? AND b.until > ?
            WHERE a.id IS NULL {among}""",
        [anniversary(on, -1), on, right_type, until or on, view, on, on, view, until or on, until or on],
    ).to_pylist()[0]
    return rows["n"], rows["back"]


def _pending(
    engine: DuckEngine, on: date, *, ids: Ids | None, right_type: str, until: date | None
) -> dict[tuple[str, str], tuple[int, int]]:
    """Applications neither granted nor at their end on a day, by authority and the last stage announced, and how many
    of them were granted by a later day."""
    among = "" if ids is None else f"AND p.id IN ({ids})"
    rows: list[dict[str, Any]] = engine.sql(
        f"""WITH own AS (
              SELECT p.id, p.authority, p.grant_date FROM patents p WHERE p.right_type = ? AND p.filing_date <= ?
                AND (p.grant_date IS NULL OR p.grant_date > ?) {among}),
            told AS (
              SELECT own.id, own.authority, own.grant_date, bool_or(e.kind IN ({_ENDS})) AS over,
                bool_or(e.kind = 'office_action') AS acted, bool_or(e.kind = 'examination') AS examined,
                bool_or(e.kind = 'publication') AS published
              FROM own LEFT JOIN {ANNOUNCED} e ON e.id = own.id AND e.day <= ? GROUP BY ALL)
            SELECT authority, CASE WHEN acted THEN 'office_action' WHEN examined THEN 'examination'
                WHEN published THEN 'published' ELSE 'filed' END AS stage,
              count(*) AS n, count(*) FILTER (grant_date <= ?) AS granted
            FROM told WHERE NOT coalesce(over, false) GROUP BY ALL""",
        [right_type, on, on, on, until or on],
    ).to_pylist()
    found = {(row["authority"], row["stage"]): (row["n"], row["granted"]) for row in rows}
    return dict(sorted(found.items(), key=lambda item: (item[0][0], STAGES.index(item[0][1]))))


def _granted(
    engine: DuckEngine, right_type: str, windows: Sequence[Window]
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    found: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for start, end in windows:
        for key, counts in _pending(engine, start, ids=None, right_type=right_type, until=end).items():
            found[key].append(counts)
    return dict(found)


def _new(engine: DuckEngine, applications: Ids, right_type: str, start: date, end: date) -> int:
    rows = engine.sql(
        f"""SELECT count(*) AS n FROM patents WHERE id IN ({applications}) AND right_type = ?
              AND filing_date > ? AND filing_date <= ? AND grant_date <= ?""",
        [right_type, start, end, end],
    )
    return int(rows["n"][0].as_py())
