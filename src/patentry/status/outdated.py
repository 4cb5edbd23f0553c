"""Whose claims are outdated: for all patents of a snapshot at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.sources.tables import add_folded
from patentry.records.schemas import EVENTS, RECORDS
from patentry.status.claim_rules import change_by_event, restating_kinds, role_of_publication
from patentry.status.claim_versions import (
    EVENT_COLUMNS,
    ClaimsChange,
    ClaimsVersion,
    change_of_event,
    is_outdated,
)

_TOLD = """
CREATE VIEW told AS SELECT key, file, place, application_number, base, authority, kind, publication_date, grant_date,
  decision_number, decision_date, CASE WHEN len(claims) > 0 THEN true END AS is_loaded FROM records
"""
_FOLDED = (
    *("application_number", "base", "authority", "kind", "publication_date", "grant_date"),
    *("decision_number", "decision_date", "is_loaded"),
)
_IDENTITIES = """
CREATE TABLE aliases AS SELECT base, min(application_number) AS patent FROM folded
WHERE base IS NOT NULL AND application_number IS NOT NULL GROUP BY base;
CREATE VIEW patents AS SELECT n.key, coalesce(n.application_number, a.patent, n.base) AS patent
FROM folded n LEFT JOIN aliases a ON n.application_number IS NULL AND a.base = n.base
"""


def outdated_records(snapshot: Snapshot) -> frozenset[str]:
    """Answer the keys of the records of patents whose claims a decision, certificate or correction changed, where the
    text of that change is not loaded; by all that the snapshot holds.
    """
    engine = DuckEngine()
    engine.add_files("records", snapshot.uris("records"), RECORDS.schema)
    engine.add_files("events", snapshot.uris("events"), EVENTS.schema)
    engine.add_files("files", snapshot.uris("files"), FILES_SCHEMA)
    engine.sql(_TOLD)
    add_folded(engine, records="told", columns=_FOLDED, lists=frozenset())
    engine.sql(_IDENTITIES)
    changes: dict[str, list[ClaimsChange]] = defaultdict(list)
    for patent, change in _changes(engine):
        changes[patent].append(change)
    versions: dict[str, list[ClaimsVersion]] = defaultdict(list)
    for patent, version in _restating(engine):
        versions[patent].append(version)
    outdated = [p for p in {*changes, *versions} if is_outdated(versions.get(p, ()), changes.get(p, ()))]
    engine.add_rows("outdated", pa.table({"patent": pa.array(outdated, pa.string())}))
    keys = engine.sql("SELECT DISTINCT key FROM patents SEMI JOIN outdated USING (patent)")
    return frozenset(keys["key"].to_pylist())


def _changes(engine: DuckEngine) -> Iterator[tuple[str, ClaimsChange]]:
    """Every event that changes claims. Most kinds of event are ruled out once each, by code and title alone."""
    pairs = engine.sql("SELECT DISTINCT left(number, 2) AS authority, code, title FROM events").to_pylist()
    may = [pair for pair in pairs if change_by_event(**pair) is not None or change_by_event(**pair, may_tell=True)]
    columns = {name: pa.array([pair[name] for pair in may], pa.string()) for name in ("authority", "code", "title")}
    engine.add_rows("may_change", pa.table(columns))
    rows = engine.sql(
        f"""SELECT CASE WHEN is_application THEN number ELSE coalesce(a.patent, e.base) END AS patent, {EVENT_COLUMNS}
            FROM events e SEMI JOIN may_change m
              ON m.authority = left(e.number, 2) AND m.code = e.code AND m.title = e.title
            LEFT JOIN aliases a ON NOT e.is_application AND a.base = e.base"""
    )
    for row in rows.to_pylist():
        patent = row.pop("patent")
        change = change_of_event(**row)
        if patent and change is not None:
            yield patent, change


def _restating(engine: DuckEngine) -> Iterator[tuple[str, ClaimsVersion]]:
    """Every publication or decision after the grant that changes the claims, with whether its text is there."""
    rows = engine.sql(
        """SELECT p.patent, r.authority, r.kind, r.publication_date AS published, r.decision_number, r.decision_date,
             coalesce(r.is_loaded, false) AS is_loaded, r.grant_date AS granted
           FROM folded r JOIN patents p ON p.key = r.key
           WHERE r.decision_number IS NOT NULL OR r.kind IN (SELECT unnest(?))""",
        [sorted(restating_kinds())],
    )
    for row in rows.to_pylist():
        version = _version(row)
        if version.role.restates:
            yield row["patent"], version


def _version(row: dict[str, Any]) -> ClaimsVersion:
    day = row["published"] or row["decision_date"] or row["granted"]
    role, from_grant = role_of_publication(
        authority=row["authority"],
        kind=row["kind"],
        on=day,
        granted=row["granted"] is not None,
        decided=row["decision_number"] is not None,
    )
    return ClaimsVersion(
        publication_number=None,
        kind=row["kind"],
        date=day,
        decision_number=row["decision_number"],
        decision_date=row["decision_date"],
        role=role,
        from_grant=from_grant,
        is_loaded=row["is_loaded"],
    )
