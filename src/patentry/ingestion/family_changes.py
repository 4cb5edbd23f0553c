"""Families after a change: only those a changed record may touch are derived anew, all others stay as they were.

A family can change only where a changed record belonged to it, or where one states a number, a priority, a serial or a
family id that other records state, too. Those records and all that were connected with them are derived together; the
answer is the one that deriving everything gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.changes import files_of_either
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion import families
from patentry.records.schemas import RECORDS

_FACTS = "key, publication_number, application_number, base, family_id, family_members, filing_date, priorities"
# An American number with its series and the same exchanged without it share the serial of six digits; whether they
# are one number is for the rules of families to say, here they only touch each other.
_SERIAL = """CASE WHEN regexp_full_match(number, 'US[0-9]{2}/[0-9]{6}') THEN right(number, 6)
  WHEN regexp_full_match(number, 'US[0-9]{11}P?') THEN substr(number, 8, 6) END"""
_NUMBERS = """SELECT key, application_number AS number FROM {0} UNION ALL
  SELECT key, unnest(priorities).number AS number FROM {0} WHERE len(priorities) > 0"""
_LINKED = f"""
CREATE OR REPLACE TABLE stated AS SELECT {_FACTS} FROM either SEMI JOIN changed USING (key);
CREATE OR REPLACE TABLE numbers AS SELECT number FROM ({_NUMBERS.format("stated")})
  UNION SELECT base FROM stated UNION SELECT key FROM stated;
CREATE OR REPLACE TABLE ids AS SELECT DISTINCT family_id FROM stated WHERE family_id IS NOT NULL;
CREATE OR REPLACE TABLE linked AS SELECT key FROM changed
UNION SELECT key FROM records
  WHERE application_number IN (FROM numbers) OR base IN (FROM numbers) OR key IN (FROM numbers)
UNION SELECT key FROM records SEMI JOIN ids USING (family_id)
UNION SELECT key FROM ({_NUMBERS.format("records")}) SEMI JOIN numbers USING (number)
"""
_OF_SERIALS = f"SELECT key FROM ({_NUMBERS.format('records')}) WHERE ({_SERIAL}) IN (FROM serials)"
_TOUCHED = """CREATE OR REPLACE TABLE touched AS SELECT key FROM linked UNION
SELECT key FROM before SEMI JOIN (SELECT extended FROM before SEMI JOIN linked USING (key)) USING (extended)"""
_SAME = """
SELECT count(*) FILTER (WHERE (b.patent, b.family, b.extended_family) IS DISTINCT FROM
    (l.patent, l.family, l.extended_family)) AS changed,
  count(DISTINCT b.simple) AS old_simple, count(DISTINCT l.simple) AS new_simple,
  count(DISTINCT (b.simple, l.simple)) AS simple, count(DISTINCT b.extended) AS old_extended,
  count(DISTINCT l.extended) AS new_extended, count(DISTINCT (b.extended, l.extended)) AS extended
FROM (FROM before SEMI JOIN touched USING (key)) b FULL JOIN local l USING (key)
"""
_MERGED = """
SELECT key, patent, simple, extended, family, extended_family FROM before ANTI JOIN touched USING (key)
UNION ALL SELECT key, patent, (simple + top)::INTEGER, (extended + top)::INTEGER, family, extended_family
FROM local, (SELECT coalesce(greatest(max(simple), max(extended)) + 1, 0) AS top FROM before) ORDER BY key
"""
_MOVED = """SELECT key FROM before FULL JOIN after USING (key)
WHERE before.family IS DISTINCT FROM after.family ORDER BY key"""


def advance_families(before: Snapshot, after: Snapshot, changed: Sequence[str]) -> list[str]:
    """Keep the families of `after`, derived from those of `before`; answer the records whose family is another.

    `changed` are the keys of the rows that only one of the snapshots has.
    """
    old = families.kept_families(before) or families.keep(before, families.families_table(before))
    new = families.kept_families(after)
    if new is None:
        new = families.keep(after, _advanced(before, after, old, changed))
    if old.samefile(new):
        return []
    engine = DuckEngine()
    engine.add_file("before", old)
    engine.add_file("after", new)
    keys: list[str] = engine.sql(_MOVED)["key"].to_pylist()
    return keys


def _advanced(before: Snapshot, after: Snapshot, old: Path, changed: Sequence[str]) -> pa.Table | Path:
    """All families of the later snapshot; the file of the earlier one's where they are the same."""
    engine = DuckEngine()
    engine.add_files("either", files_of_either(before, after, "records"), RECORDS.schema)
    engine.add_files("records", after.uris("records"), RECORDS.schema)
    engine.add_file("before", old)
    engine.add_rows("changed", pa.table({"key": pa.array(changed, pa.string())}))
    engine.sql(_LINKED)
    if _has_serials(engine, "stated"):
        engine.sql(f"INSERT INTO linked {_OF_SERIALS} AND key NOT IN (FROM linked)")
    engine.sql(_TOUCHED)
    engine.add_rows("local", _derived(engine, after))
    told = engine.sql(_SAME).to_pylist()[0]
    is_same = all(told[rule] == told[f"old_{rule}"] == told[f"new_{rule}"] for rule in families.RULES)
    return old if is_same and not told["changed"] else engine.sql(_MERGED)


def _derived(engine: DuckEngine, after: Snapshot) -> pa.Table:
    """The families of the records touched, out of these and of those that tell which number an exchanged one is."""
    engine.sql("CREATE OR REPLACE TABLE needed AS SELECT key FROM touched")
    engine.sql(f"CREATE OR REPLACE TABLE facts AS SELECT {_FACTS} FROM records SEMI JOIN touched USING (key)")
    if _has_serials(engine, "facts"):
        engine.sql(f"INSERT INTO needed {_OF_SERIALS} AND key NOT IN (FROM needed)")
    part = DuckEngine()
    part.add_rows("records", engine.sql(f"SELECT {_FACTS}, file, place FROM records SEMI JOIN needed USING (key)"))
    part.add_files("files", after.uris("files"), FILES_SCHEMA)
    engine.add_rows("local", families.derive(part))
    return engine.sql("SELECT * FROM local SEMI JOIN touched USING (key)")


def _has_serials(engine: DuckEngine, rows: str) -> bool:
    numbers = _NUMBERS.format(rows)
    engine.sql(f"CREATE OR REPLACE TABLE serials AS SELECT DISTINCT {_SERIAL} AS serial FROM ({numbers})")
    engine.sql("DELETE FROM serials WHERE serial IS NULL")
    return bool(engine.sql("SELECT count(*) AS n FROM serials")["n"][0].as_py())
