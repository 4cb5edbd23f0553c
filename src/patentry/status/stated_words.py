"""Where the status a file states and the gazette contradict each other. Both are kept, and the gazette counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from patentry.corpus import DuckEngine
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.reports import ProblemCount, ProblemExample
from patentry.ingestion.sources.tables import add_file_ranks
from patentry.records import Severity
from patentry.records.schemas import RECORDS
from patentry.status.effects import Cause, View
from patentry.status.life import find_patent
from patentry.status.spans import says
from patentry.status.standing import NEVER_GRANTED
from patentry.status.tenures import Tenures

CODE = "vendor_status_contradicts"
_REFUSED = ", ".join(f"'{kind}'" for kind in NEVER_GRANTED)
_GAZETTE = f"""
CREATE TABLE stated AS
SELECT coalesce(b.patent, r.application_number, r.base) AS patent, r.key, r.file, r.vendor_validity, r.vendor_status,
  r.vendor_lapsed_on
FROM records r LEFT JOIN patent_bases b ON b.base = r.base
WHERE len(coalesce(r.vendor_validity, '') || coalesce(r.vendor_status, '')) > 0;
CREATE TABLE said AS
SELECT *, CASE WHEN {says("lapsed")} AND NOT {says("not_lapsed")} THEN 'lapsed'
  WHEN {says("not_granted")} THEN 'not_granted'
  WHEN {says("in_force")} OR {says("not_lapsed")} THEN 'in_force' END AS says FROM stated;
CREATE TABLE announced AS
SELECT p.id, count(*) AS events, bool_or(k.kind IN ({_REFUSED})) AS refused
FROM events e JOIN event_kinds k ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
LEFT JOIN patent_bases b ON NOT e.is_application AND b.base = e.base
JOIN patents p ON p.patent = CASE WHEN e.is_application THEN e.number ELSE coalesce(b.patent, e.base) END
WHERE p.patent IN (SELECT patent FROM said) GROUP BY p.id;
CREATE TABLE reach AS
SELECT left(number, 2) AS authority, max(announced) AS last FROM events WHERE announced IS NOT NULL GROUP BY ALL
"""
_FOUND = f"""
WITH walked AS (
  SELECT id, start, struct_pack(start := start, until := until, settled := settled, began := began,
    ended := ended) AS span
  FROM spans WHERE view = {View.RECORDED:d}
), stood AS (
  SELECT s.*, p.id, a.refused, coalesce($1::DATE, r.last) AS day,
    arg_max(w.span, w.start) FILTER (w.start <= coalesce($1::DATE, r.last)) AS span
  FROM said s JOIN patents p ON p.patent = s.patent JOIN announced a ON a.id = p.id
  JOIN reach r ON r.authority = p.authority LEFT JOIN walked w ON w.id = p.id
  WHERE s.says IS NOT NULL AND ($2::VARCHAR IS NULL OR s.patent = $2) GROUP BY ALL
), told AS (
  SELECT *, CASE WHEN span.until > day AND span.settled = 1 THEN 'in_force' WHEN span.until <= day THEN 'ended'
    WHEN span IS NULL AND refused THEN 'never_granted' END AS gazette FROM stood
)
SELECT t.patent, t.key AS number, t.vendor_validity, t.vendor_status, t.says, t.file, n.name, k.format,
  t.gazette, t.day,
  CASE t.gazette WHEN 'in_force' THEN t.span.start WHEN 'ended' THEN t.span.until END AS since,
  CASE t.gazette WHEN 'in_force' THEN t.span.began WHEN 'ended' THEN t.span.ended END AS cause
FROM told t LEFT JOIN file_ranks k ON k.file = t.file
LEFT JOIN (SELECT file, arg_max(name, added_in) AS name FROM files GROUP BY file) n ON n.file = t.file
WHERE CASE WHEN t.gazette = 'in_force' THEN t.says <> 'in_force' AND coalesce(t.vendor_lapsed_on, t.day) <= t.day
  ELSE t.gazette IS NOT NULL AND t.says = 'in_force' END
ORDER BY t.patent, t.key, n.name
"""


class StatusContradiction(NamedTuple):
    """A status a file states (`words`, and what they mean: `in_force`, `lapsed`, `not_granted`) against the gazette.

    `gazette` is `in_force`, `ended` or `never_granted` on `day` in the recorded view; `since` when that began (None:
    never granted), `reason` a code of `wording`.
    """

    patent: str
    number: str
    words: str
    says: str
    file: str
    name: str
    format: str
    gazette: str
    day: date
    since: date | None
    reason: str


def status_contradictions(
    tenures: Tenures, *, on: date | None, number: str | None = None
) -> Iterator[StatusContradiction]:
    """Answer every status stated in a file that the gazette contradicts on a day, by patent and file; with a number
    that patent's.

    Without a day each patent is looked at on the day the events of its authority reach: a stated status says no day of
    its own. Only patents with an event are asked about, since without one the gazette says nothing (decision 0007); a
    lapse stated for a later day contradicts nothing. Raises `Refusal` for a number that is none or not in the files.
    """
    engine = DuckEngine()
    tenures.open(engine)
    engine.add_files("records", tenures.snapshot.uris("records"), RECORDS.schema)
    engine.add_files("files", tenures.snapshot.uris("files"), FILES_SCHEMA)
    add_file_ranks(engine)
    engine.sql(_GAZETTE)
    rows = engine.sql(_FOUND, [on, find_patent(engine, number) if number else None])
    for batch in rows.to_batches(max_chunksize=1000):
        yield from (_contradiction(row) for row in batch.to_pylist())


def status_problems(tenures: Tenures, *, files: Collection[str]) -> dict[str, ProblemCount]:
    """Answer for each of these files, by name, how many of its statuses the gazette contradicts, with the first."""
    found: dict[str, ProblemCount] = {}
    for one in status_contradictions(tenures, on=None) if files else ():
        if one.name in files:
            value = f"{one.number}: {one.words} ({one.name}, {one.format}) ≠ {one.gazette} ({one.day})"
            first = found.get(one.name) or ProblemCount(
                CODE, str(Severity.WARNING), 0, ProblemExample(None, None, value)
            )
            found[one.name] = replace(first, count=first.count + 1)
    return found


def _contradiction(row: dict[str, Any]) -> StatusContradiction:
    cause = row.pop("cause")
    words = dict.fromkeys(word for word in (row.pop("vendor_validity"), row.pop("vendor_status")) if word)
    reason = "gazette.never_granted" if cause is None else Cause(cause).code
    return StatusContradiction(words="; ".join(words), reason=reason, **row)
