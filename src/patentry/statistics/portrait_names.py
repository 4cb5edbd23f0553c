"""Whose portrait there is: organisations by name, code or key. Natural persons have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from patentry.corpus import DuckEngine
from patentry.statistics.structure.holder_types import stated_type, type_of_name
from patentry.wording import Refusal

LIMIT = 20
INDIVIDUAL = "individual"


def keys_named(engine: DuckEngine, name: str) -> tuple[tuple[str, str], ...]:
    """Answer the organisations whose names contain a text or whose code it is: (key, name), most patents first."""
    rows = engine.sql(
        f"""SELECT organisation, any_value(holder) AS holder, sum(patents) AS n FROM organisation_names
            WHERE organisation IS NOT NULL AND (contains(lower(name), lower(?)) OR code = ? OR organisation = ?)
            GROUP BY organisation ORDER BY n DESC, holder LIMIT {2 * LIMIT}""",
        [name, name, name],
    ).to_pylist()
    shown = _organisations(engine, [row["organisation"] for row in rows])
    return tuple((row["organisation"], row["holder"]) for row in rows if row["organisation"] in shown)[:LIMIT]


def keys_of(engine: DuckEngine, names: Iterable[str]) -> Mapping[str, str]:
    """Answer the key of the organisation that each name stands for. Without: persons, and names of several."""
    rows = engine.sql(
        """SELECT name, min(organisation) AS organisation FROM (
             SELECT name, organisation FROM organisation_names
             UNION SELECT holder AS name, organisation FROM organisation_names)
           WHERE name IN (SELECT unnest(?::VARCHAR[])) AND organisation IS NOT NULL
           GROUP BY name HAVING count(DISTINCT organisation) = 1""",
        [sorted(set(names))],
    ).to_pylist()
    shown = _organisations(engine, [row["organisation"] for row in rows])
    return {row["name"]: row["organisation"] for row in rows if row["organisation"] in shown}


def named_on(engine: DuckEngine, organisation: str, on: date) -> tuple[str, str | None]:
    """Answer an organisation's name and code on a day. Raises `Refusal` for none, and for a natural person."""
    rows = engine.sql(
        "SELECT holder, code FROM organisation_names WHERE organisation = ? AND since <= ? AND until > ? LIMIT 1",
        [organisation, on, on],
    ).to_pylist()
    if not rows or organisation not in _organisations(engine, [organisation]):
        raise Refusal("parties.unknown", name=organisation, near="—")
    return rows[0]["holder"], rows[0]["code"]


def _organisations(engine: DuckEngine, keys: Sequence[str]) -> frozenset[str]:
    """Those of the keys that are surely no natural person's: by credit code, by what the files state, by the name."""
    rows = engine.sql(
        """SELECT o.organisation, any_value(o.holder) AS holder, list(DISTINCT p.applicant_type) AS types,
             bool_or(o.organisation IN (SELECT organisation FROM organisation_names WHERE code IS NOT NULL)) AS coded
           FROM party_organisations o LEFT JOIN seats s ON s.party = o.party LEFT JOIN patents p ON p.id = s.id
           WHERE o.organisation IN (SELECT unnest(?::VARCHAR[])) GROUP BY o.organisation""",
        [list(keys)],
    ).to_pylist()
    return frozenset(row["organisation"] for row in rows if row["coded"] or _is_stated(row["types"], row["holder"]))


def _is_stated(words: Iterable[str | None], name: str | None) -> bool:
    types = {stated_type(word) for word in words if word} - {None}
    if types:
        return types != {INDIVIDUAL}
    return type_of_name(name or "") not in (None, INDIVIDUAL)
