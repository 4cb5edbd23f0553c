"""Ends of patents with the days they lasted, and what was left of each cohort of grants after some years."""

from __future__ import annotations

from datetime import date

from patentry.corpus import DuckEngine
from patentry.status.effects import Cause

ENDED = "ended"
SURVIVAL_YEARS = (5, 10)
KEPT, GONE, YOUNG, UNKNOWN = "kept", "gone", "young", "unknown"
"""In force on the anniversary of its grant, ended by then, granted too lately for one, or not settled."""
ENDS = (
    *(Cause.EXPIRY, Cause.FEE_LAPSE, Cause.ABANDONMENT, Cause.DOUBLE_PATENTING, Cause.WHOLE_INVALIDATION),
    *(Cause.US_FEE_UNPAID, Cause.CEASED, Cause.NO_STATE_LEFT),
)
"""Why a right may be over; the outcome of its end is the name."""


def survival_entry(years: int) -> str:
    """Answer under what name the cohorts' survival after some years is kept."""
    return f"survival_{years}"


def derive_ends(engine: DuckEngine, *, through: date | None) -> None:
    """Make `last_days` (id, view, day, settled): the day a right was over for good, as far as the files know today.

    An end that a restoration has undone is none. Where no file settles what became of a right, its row is not settled,
    with the day on which that begins. Ends after `through`, the end of the data, have not come yet. And make
    `survivals` (id, years, view, outcome) of every granted invention; the view is empty where both say the same.
    """
    engine.sql(
        f"""CREATE OR REPLACE TABLE last_days AS
        WITH told AS (
          SELECT id, view, max(until) FILTER (settled) AS over, max(until) AS last FROM tenures GROUP BY id, view),
        lost AS (
          SELECT t.id, t.view, min(r.start) AS day FROM told t JOIN tenures r ON r.id = t.id AND r.view = t.view
          WHERE NOT r.settled AND t.last IS DISTINCT FROM t.over AND r.start >= coalesce(t.over, r.start)
          GROUP BY t.id, t.view)
        SELECT id, view, over AS day, true AS settled FROM told WHERE last = over AND over <= {_day(through)}
        UNION ALL SELECT id, view, day, false FROM lost WHERE day <= {_day(through)}"""
    )
    years = ", ".join(f"({count})" for count in SURVIVAL_YEARS)
    engine.sql(
        f"""CREATE OR REPLACE TABLE survivals AS
        WITH due AS (
          SELECT id, years, (grant_date + to_years(years))::DATE AS day FROM patents, (VALUES {years}) y(years)
          WHERE right_type = 'invention' AND grant_date IS NOT NULL),
        judged AS (
          SELECT d.id, d.years, v.view, CASE WHEN any_value(d.day) > {_day(through)} THEN '{YOUNG}'
            WHEN bool_or(t.settled) THEN '{KEPT}' WHEN count(t.id) > 0 THEN '{UNKNOWN}' ELSE '{GONE}' END AS outcome
          FROM due d CROSS JOIN (VALUES ('recorded'), ('legal')) v(view)
          LEFT JOIN tenures t ON t.id = d.id AND t.view = v.view AND t.position = 1
            AND t.start <= d.day AND t.until > d.day
          GROUP BY d.id, d.years, v.view)
        SELECT id, years, CASE WHEN count(*) = 2 THEN '' ELSE any_value(view) END AS view, outcome
        FROM judged GROUP BY id, years, outcome"""
    )


def _day(through: date | None) -> str:
    return f"DATE '{through or date.max}'"


_NAMES = " ".join(f"WHEN {cause:d} THEN '{cause.name.lower()}'" for cause in ENDS)
_TENURE = "t.* EXCLUDE (view, start, until, settled, began, ended)"
END_PART = f"""SELECT {_TENURE}, l.view, l.day, l.settled,
  CASE WHEN l.settled THEN CASE t.ended {_NAMES} ELSE '' END ELSE '' END AS outcome,
  CASE WHEN l.settled THEN (l.day - p.filing_date)::INTEGER END AS amount
FROM last_days l JOIN patents p ON p.id = l.id JOIN tenures t ON t.id = l.id AND t.view = l.view
  AND t.settled = l.settled AND CASE WHEN l.settled THEN t.until ELSE t.start END = l.day"""
"""Placed where its last holder was seated; the days from its filing."""


def survival_part(years: int) -> str:
    """Answer the SQL of the cohorts' survival after some years, placed where the grant was."""
    return f"""SELECT e.* EXCLUDE (entry), s.view, s.outcome, NULL::INTEGER AS amount
    FROM entries e JOIN survivals s ON s.id = e.id WHERE e.entry = 'grants' AND s.years = {years}"""
