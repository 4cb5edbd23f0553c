"""Families: which patents of a snapshot go back to the same first filings.

Simple family (the DOCDB rule): patents whose priorities are the same set; a patent that claims none counts its own
application, as the first filing does. An American application exchanged without its series (US19890444669) is the one
of that serial and year whose series a file states (US07/444669), if there is only one. Patents to which one source
gives the same family id are of one simple family, too. Extended family (the INPADOC rule): patents connected by shared
priorities, directly or over others.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.sources.ranks import ranks_digest
from patentry.ingestion.sources.tables import add_folded
from patentry.numbers import ApplicationNumber, NumberError, parse_number
from patentry.records.schemas import RECORDS
from patentry.wording import Refusal

RULES = ("simple", "extended")
_LAYOUT = 3
_KEPT = 3
_FOLDED = ("application_number", "base", "priorities")
_FACTS = """
CREATE OR REPLACE TABLE told AS
SELECT r.key, r.publication_number, s.application_number, s.base, r.family_id, r.family_members, r.filing_date,
  CASE WHEN len(s.priorities) > 0 THEN s.priorities END AS priorities,
  k.format FROM records r JOIN folded s USING (key) LEFT JOIN file_ranks k ON k.file = r.file;
CREATE OR REPLACE TABLE aliases AS SELECT base, min(application_number) AS patent FROM told
WHERE base IS NOT NULL AND application_number IS NOT NULL GROUP BY base;
CREATE OR REPLACE TABLE patents AS
SELECT t.*, coalesce(t.application_number, a.patent, t.base, t.key) AS patent FROM told t
LEFT JOIN aliases a ON t.application_number IS NULL AND a.base = t.base;
CREATE OR REPLACE TABLE ids AS
SELECT patent, (row_number() OVER (ORDER BY patent) - 1)::INTEGER AS id FROM (SELECT DISTINCT patent FROM patents);
CREATE OR REPLACE TABLE stated AS
SELECT DISTINCT i.id, p.family_id, p.format FROM patents p JOIN ids i USING (patent) WHERE p.family_id IS NOT NULL;
CREATE OR REPLACE TABLE claimed AS
SELECT DISTINCT i.id, p.priority
FROM (SELECT patent, unnest(priorities).number AS priority FROM patents WHERE priorities IS NOT NULL) p
JOIN ids i USING (patent);
INSERT INTO claimed SELECT id, patent FROM ids ANTI JOIN claimed USING (id);
CREATE OR REPLACE TABLE exchanged AS
SELECT exchanged, min(number) AS number FROM (
  SELECT number, concat('US', year(day), '0', right(number, 6), CASE WHEN number[3] = '6' THEN 'P' END) AS exchanged
  FROM (SELECT application_number AS number, filing_date AS day FROM told
    UNION SELECT p.number, p.date FROM (SELECT unnest(priorities) AS p FROM told WHERE priorities IS NOT NULL))
  WHERE day IS NOT NULL AND regexp_full_match(number, 'US(0[1-9]|1[0-9]|6[0-9])/[0-9]{6}'))
GROUP BY exchanged HAVING count(DISTINCT number) = 1;
UPDATE claimed SET priority = e.number FROM exchanged e WHERE priority = e.exchanged;
CREATE OR REPLACE TABLE sets AS
SELECT id, list(priority ORDER BY priority) AS priorities, min(priority) AS first, count(*) AS many
FROM claimed GROUP BY id
"""
_SAME_SET = "SELECT id AS one, min(id) OVER (PARTITION BY priorities) AS other FROM sets"
_SAME_STATED = "SELECT id AS one, min(id) OVER (PARTITION BY format, family_id) AS other FROM stated"
_SHARED = "SELECT id AS one, min(id) OVER (PARTITION BY priority) AS other FROM claimed"
_NAMED = """
SELECT p.key, p.patent, r.simple, r.extended,
  coalesce(s.family_id, 'P:' || n.label) AS family, 'X:' || x.first AS extended_family
FROM (SELECT key, min(patent) AS patent FROM patents GROUP BY key) p JOIN ids i USING (patent) JOIN roots r USING (id)
LEFT JOIN (SELECT simple, min(family_id) AS family_id FROM stated JOIN roots USING (id) GROUP BY simple) s
  ON s.simple = r.simple
JOIN (SELECT simple, min(CASE WHEN many <= 3 THEN array_to_string(priorities, '+')
        ELSE first || '+' || (many - 1) || '-' || left(md5(array_to_string(priorities, '+')), 8) END) AS label
      FROM sets JOIN roots USING (id) GROUP BY simple) n ON n.simple = r.simple
JOIN (SELECT extended, min(first) AS first FROM sets JOIN roots USING (id) GROUP BY extended) x
  ON x.extended = r.extended
ORDER BY p.key
"""


class FamilyIds(NamedTuple):
    """The family of a record: the id a source states, else `P:` and the priorities; and its extended family."""

    family: str
    extended_family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """A patent of a family and what joins it to the patent asked for.

    `stated_family`: one source gives both the same id. `same_priorities`: the same set of priorities.
    `shared_priority`: at least one in common. `connected`: only over other members.
    """

    patent: str
    publications: tuple[str, ...]
    priorities: tuple[str, ...]
    joined_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A patent's family by a rule. `named` are publications a source names as members, whether in the files or not."""

    patent: str
    rule: str
    family: str
    stated: tuple[str, ...]
    members: tuple[FamilyMember, ...]
    named: tuple[str, ...]


class Families:
    """The families of a snapshot's records, looked up by the records' keys."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._engine = DuckEngine()
        self._engine.add_rows("families", _families(snapshot))

    def of(self, keys: Sequence[str]) -> dict[str, FamilyIds]:
        """Answer the families of records, each by its key; cheapest for keys that lie together."""
        rows = self._engine.sql(
            """SELECT key, family, extended_family FROM families
               WHERE key BETWEEN ? AND ? AND key IN (SELECT unnest(?))""",
            [min(keys), max(keys), list(keys)],
        ).to_pylist()
        return {row["key"]: FamilyIds(row["family"], row["extended_family"]) for row in rows}


def families_table(snapshot: Snapshot, *, is_anew: bool = False) -> pa.Table:
    """Answer the families of all records: key, patent, simple, extended, family, extended_family.

    Derived `is_anew`, they take the place of those kept.
    """
    if not is_anew:
        return _families(snapshot)
    table = _derived(_opened(snapshot))
    keep(snapshot, table)
    return table


def family_of(snapshot: Snapshot, number: str, *, rule: str) -> Family:
    """Answer the family of the patent a number names, by a rule. Raises `Refusal` for a number that is none or not in
    the files.
    """
    engine = _opened(snapshot)
    patent = _patent(engine, number)
    engine.add_rows("families", _families(snapshot, engine))
    named = engine.sql(f"SELECT {rule} AS root, family, extended_family FROM families WHERE patent = ?", [patent])
    root = named["root"][0].as_py()
    rows = engine.sql(
        f"""SELECT p.patent, any_value(i.id) AS id, any_value(s.priorities) AS priorities,
              list_sort(list_distinct(list(p.publication_number))) AS publications
            FROM patents p JOIN ids i USING (patent) JOIN sets s USING (id)
            WHERE p.patent IN (SELECT patent FROM families WHERE {rule} = ?) GROUP BY p.patent ORDER BY p.patent""",
        [root],
    ).to_pylist()
    mine = next(row for row in rows if row["patent"] == patent)
    stated = _stated(engine, [row["id"] for row in rows])
    members = tuple(
        FamilyMember(
            patent=row["patent"],
            publications=tuple(n for n in row["publications"] if n),
            priorities=tuple(row["priorities"]),
            joined_by=() if row is mine else _reasons(row, mine, stated),
        )
        for row in rows
    )
    others = engine.sql(
        "SELECT DISTINCT unnest(family_members) AS named FROM patents WHERE patent = ? ORDER BY named", [patent]
    )
    return Family(
        patent=patent,
        rule=rule,
        family=named["family" if rule == "simple" else "extended_family"][0].as_py(),
        stated=tuple(sorted({told.split("|", 1)[1] for told in stated.get(mine["id"], ())})),
        members=members,
        named=tuple(others["named"].to_pylist()),
    )


def _stated(engine: DuckEngine, ids: Sequence[int]) -> dict[int, set[str]]:
    rows = engine.sql("SELECT id, format || '|' || family_id AS told FROM stated WHERE id IN (SELECT unnest(?))", [ids])
    stated: dict[int, set[str]] = {}
    for row in rows.to_pylist():
        stated.setdefault(row["id"], set()).add(row["told"])
    return stated


def _reasons(row: dict[str, Any], mine: dict[str, Any], stated: dict[int, set[str]]) -> tuple[str, ...]:
    reasons = []
    if stated.get(row["id"], set()) & stated.get(mine["id"], set()):
        reasons.append("stated_family")
    if row["priorities"] == mine["priorities"]:
        reasons.append("same_priorities")
    elif set(row["priorities"]) & set(mine["priorities"]):
        reasons.append("shared_priority")
    return tuple(reasons) or ("connected",)


def _patent(engine: DuckEngine, number: str) -> str:
    try:
        readings = parse_number(number)
    except NumberError as error:
        raise Refusal(f"problem.{error.code}", value=number) from None
    for reading in readings:
        column = "application_number" if isinstance(reading, ApplicationNumber) else "base"
        value = str(reading if isinstance(reading, ApplicationNumber) else reading.base)
        found = engine.sql(f"SELECT patent FROM patents WHERE {column} = ? LIMIT 1", [value])
        if found.num_rows:
            return str(found["patent"][0].as_py())
    raise Refusal("patent.not_in_files", number=number)


def _opened(snapshot: Snapshot) -> DuckEngine:
    engine = DuckEngine()
    engine.add_files("records", snapshot.uris("records"), RECORDS.schema)
    engine.add_files("files", snapshot.uris("files"), FILES_SCHEMA)
    _add_facts(engine)
    return engine


def _add_facts(engine: DuckEngine) -> None:
    add_folded(engine, records="records", columns=_FOLDED, lists=frozenset({"priorities"}))
    engine.sql(_FACTS)


def _families(snapshot: Snapshot, engine: DuckEngine | None = None) -> pa.Table:
    """The families of a snapshot, kept beside what else is derived from it."""
    if kept := kept_families(snapshot):
        return pq.read_table(kept)
    table = _derived(engine or _opened(snapshot))
    keep(snapshot, table)
    return table


def _place_of(snapshot: Snapshot) -> Path:
    return snapshot.home.derived / f"families-{_LAYOUT}-{ranks_digest()}-{snapshot.content}.parquet"


def kept_families(snapshot: Snapshot) -> Path | None:
    """Answer the file of a snapshot's families; None where they were not derived yet, or not kept."""
    path = _place_of(snapshot)
    return path if path.is_file() else None


def keep(snapshot: Snapshot, families: pa.Table | Path) -> Path:
    """Keep the families of a snapshot; those of another one's file where they are the same. Answer their file."""
    path = _place_of(snapshot)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    if isinstance(families, Path):
        unfinished.unlink(missing_ok=True)
        unfinished.hardlink_to(families)
    else:
        pq.write_table(families, unfinished, compression="lz4")
    unfinished.replace(path)
    unfinished.unlink(missing_ok=True)  # renaming one name of a file to another of the same file does nothing
    _forget_old(path.parent, path)
    return path


def _forget_old(folder: Path, newest: Path) -> None:
    kept = sorted(folder.glob("families-*"), key=lambda path: (path != newest, -path.stat().st_mtime))
    for old in kept[_KEPT:]:
        old.unlink(missing_ok=True)


def derive(engine: DuckEngine) -> pa.Table:
    """Answer the families of the records in an engine, which has `files`, too: as `families_table` does."""
    _add_facts(engine)
    return _derived(engine)


def _derived(engine: DuckEngine) -> pa.Table:
    # Imported here: the compiled join takes a second to load, and most questions find the families derived.
    from patentry.ingestion.joining import components

    count = engine.sql("SELECT count(*) AS n FROM ids")["n"][0].as_py()
    simple = engine.sql(f"{_SAME_SET} UNION ALL {_SAME_STATED}")
    extended = engine.sql(f"{_SAME_SET} UNION ALL {_SAME_STATED} UNION ALL {_SHARED}")
    roots = {"id": pa.array(range(count), pa.int32())}
    for name, pairs in (("simple", simple), ("extended", extended)):
        roots[name] = pa.array(components(count, pairs["one"].to_numpy(), pairs["other"].to_numpy()), pa.int32())
    engine.add_rows("roots", pa.table(roots))
    return engine.sql(_NAMED)
