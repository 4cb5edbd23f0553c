"""What each use rests on: registered events and the officer's lists, as spans of time.

`use_events`: the registered events of the patents the files know, each once however many files tell it. `use_facts`:
(id, use, view, since, ends, sure, contract, source), a patent under the use in [since, ends), surely or possibly.
"""

from __future__ import annotations

from datetime import date

from patentry.corpus import DuckEngine
from patentry.records import EventKind

ALWAYS, NEVER = "DATE '0001-01-01'", "DATE '9999-12-31'"
_ENDS = {
    EventKind.PLEDGE: EventKind.PLEDGE_RELEASE,
    EventKind.LICENCE: EventKind.LICENCE_END,
    EventKind.OPEN_LICENCE: EventKind.OPEN_LICENCE_END,
}
_KINDS = (EventKind.TRANSFER, *_ENDS, *_ENDS.values())
DAY_OF: dict[str, str] = {"recorded": "coalesce(announced, effective)", "legal": "coalesce(effective, announced)"}
"""The day of an event in a view; the other one where a file tells only that."""
_FACTS = """CREATE OR REPLACE TABLE use_facts (id INTEGER, use VARCHAR, view VARCHAR, since DATE, ends DATE,
  sure BOOLEAN, contract VARCHAR, source VARCHAR)"""


def numbered(table: str, *, only: str = "true") -> str:
    """Answer the SQL of an officer's list with the patent that each row names; `only` limits the patents (`p`)."""
    base = "regexp_replace(l.number, '[A-Z][0-9]?$', '')"
    known = f"(SELECT p.id, p.patent FROM patents p WHERE {only})"
    return f"""(SELECT coalesce(p.id, q.id) AS id, l.* FROM {table} l LEFT JOIN patent_bases b ON b.base = {base}
        LEFT JOIN {known} p ON p.patent = coalesce(b.patent, l.number)
        LEFT JOIN {known} q ON q.patent = {base}
        WHERE coalesce(p.id, q.id) IS NOT NULL)"""


def derive_use_events(engine: DuckEngine, *, known: date | None) -> None:
    """Make `use_events` (id, kind, announced, effective, contract).

    Of a day a patent has one event a kind and contract; one told without its contract is the same as one told with it.
    """
    cut = "" if known is None else f"AND coalesce(e.announced, e.effective) <= DATE '{known}'"
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    engine.sql(
        f"""CREATE OR REPLACE TABLE use_events AS
        WITH told AS (
          SELECT p.id, k.kind::VARCHAR AS kind, coalesce(e.contract_number, '') AS contract,
            max(e.announced) AS announced, max(e.effective) AS effective,
            coalesce(e.announced, e.effective) AS day
          FROM events e JOIN event_kinds k ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
          LEFT JOIN patent_bases a ON NOT e.is_application AND a.base = e.base
          JOIN patents p ON p.patent = CASE WHEN e.is_application THEN e.number ELSE coalesce(a.patent, e.base) END
          WHERE k.kind::VARCHAR IN ({kinds}) AND coalesce(e.announced, e.effective) IS NOT NULL {cut}
          GROUP BY p.id, k.kind, contract, day)
        SELECT id, kind, announced, effective, contract FROM told
        QUALIFY contract <> '' OR count(*) OVER (PARTITION BY id, kind, day) = 1"""
    )


def derive_pledges(engine: DuckEngine) -> None:
    """Make `listed_pledges`, the officer's list with the patent of each row, and `announced_pledges` (id, since, ends,
    contract), what the gazette registered of patents that stand on no list.

    A pledge takes effect with its registration (Civil Code art. 444), so its day is the same in both views.
    """
    engine.sql(f"CREATE OR REPLACE TABLE listed_pledges AS SELECT * FROM {numbered('pledges')}")
    spans = _spans(EventKind.PLEDGE, "legal")
    engine.sql(
        f"""CREATE OR REPLACE TABLE announced_pledges AS
        SELECT id, since, ends, contract FROM ({spans}) WHERE id NOT IN (SELECT id FROM listed_pledges)"""
    )


def _spans(kind: EventKind, view: str) -> str:
    """From each registration to the next end of the same contract, or of one that is not named."""
    days = f"(SELECT id, kind, contract, {DAY_OF[view]} AS day FROM use_events)"
    return f"""SELECT b.id, b.day AS since, coalesce(min(r.day), {NEVER}) AS ends, b.contract
        FROM {days} b LEFT JOIN {days} r ON r.id = b.id AND r.kind = '{_ENDS[kind]}' AND r.day > b.day
          AND (r.contract = b.contract OR '' IN (r.contract, b.contract))
        WHERE b.kind = '{kind}' GROUP BY b.id, b.day, b.contract"""


def derive_use_facts(engine: DuckEngine, *, known: date | None) -> None:
    """Make `use_facts` of every use in both views. The engine has the tenures' tables and the officer's lists."""
    derive_use_events(engine, known=known)
    derive_pledges(engine)
    engine.sql(f"CREATE OR REPLACE TABLE listed_implementations AS SELECT * FROM {numbered('implementations')}")
    engine.sql(_FACTS)
    for view in DAY_OF:
        engine.sql(
            f"""INSERT INTO use_facts
            SELECT id, 'pledged', '{view}', coalesce(registered_on, {ALWAYS}), coalesce(released_on, {NEVER}),
              registered_on IS NOT NULL, coalesce(contract_number, ''), source FROM listed_pledges
            WHERE released_on IS NULL OR registered_on IS NULL OR released_on > registered_on
            UNION ALL SELECT id, 'pledged', '{view}', since, ends, true, contract, '' FROM announced_pledges
            UNION ALL SELECT id, 'licensed', '{view}', since, ends, true, contract, ''
              FROM ({_spans(EventKind.LICENCE, view)})
            UNION ALL SELECT id, 'open_licence', '{view}', since, ends, true, contract, ''
              FROM ({_spans(EventKind.OPEN_LICENCE, view)})
            UNION ALL SELECT id, 'implemented', '{view}', coalesce(since, {ALWAYS}), coalesce(until, {NEVER}),
              since IS NOT NULL, coalesce(product, ''), concat_ws('; ', nullif(basis, ''), nullif(source, ''))
              FROM listed_implementations WHERE until IS NULL OR since IS NULL OR until > since"""
        )
