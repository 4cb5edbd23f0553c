"""Transfers, pledges, licences and open licences as happenings: on which day, and who held the patent then."""

from __future__ import annotations

from datetime import date

from patentry.corpus import DuckEngine
from patentry.statistics.uses.facts import ALWAYS, DAY_OF, derive_use_facts

REGISTERED = ("transfer", "pledge", "licence", "open_licence")
"""Happenings that an office registers, each counted as often as it is registered."""


def derive_use_happenings(engine: DuckEngine, *, known: date | None) -> None:
    """Make `use_happenings` (id, entry, view, day, held_on): on `held_on` somebody held it who counts for it.

    A transfer counts for who held the patent before; what was transferred before the grant was an application.
    """
    derive_use_facts(engine, known=known)
    parts = [
        f"""SELECT DISTINCT id, 'pledge' AS entry, '' AS view, since AS day, since AS held_on
        FROM use_facts WHERE use = 'pledged' AND view = 'legal' AND since > {ALWAYS}"""
    ]
    for view, day in DAY_OF.items():
        acts = DAY_OF["legal"]
        parts.append(
            f"""SELECT id, kind, '{view}', {day}, {acts} FROM use_events WHERE kind IN ('licence', 'open_licence')
            UNION ALL SELECT e.id, e.kind, '{view}', {day}, {acts} - 1 FROM use_events e JOIN patents p ON p.id = e.id
            WHERE e.kind = 'transfer' AND {acts} >= p.grant_date"""
        )
    engine.sql(f"CREATE OR REPLACE TABLE use_happenings AS {' UNION ALL '.join(parts)}")


def use_part(entry: str) -> str:
    """Answer the SQL of one kind with the columns of an entry, placed on the day somebody held it."""
    return f"""WITH told AS (SELECT * FROM use_happenings WHERE entry = '{entry}'),
origins AS (
  SELECT id, max(party) FILTER (role = 'grant') AS at_grant, max(party) FILTER (role = 'filing') AS at_filing
  FROM seats SEMI JOIN told USING (id) WHERE position = 1 AND role <> 'holder' GROUP BY id)
SELECT p.id, p.right_type, p.applicant_type, p.ipc[1:1] AS ipc_section, p.ipc[1:3] AS ipc_class, p.grant_date, u.view,
  u.day, h.position, h.holders, h.party, true AS settled, hp.region AS holder_region, hp.is_open AS holder_open,
  hp.basis AS holder_basis, gp.region AS grant_region, gp.is_open AS grant_open, gp.basis AS grant_basis,
  fp.region AS filing_region, fp.is_open AS filing_open, fp.basis AS filing_basis, '' AS outcome,
  NULL::INTEGER AS amount
FROM told u JOIN patents p ON p.id = u.id JOIN origins o ON o.id = u.id
JOIN seats h ON h.id = u.id AND h.role = 'holder' AND h.since <= u.held_on AND h.until > u.held_on
JOIN places hp ON hp.party = h.party AND hp.since <= u.held_on AND hp.until > u.held_on
JOIN places gp ON gp.party = o.at_grant AND gp.since <= u.held_on AND gp.until > u.held_on
JOIN places fp ON fp.party = o.at_filing AND fp.since <= u.held_on AND fp.until > u.held_on"""
