"""Who holds, kept beside the tenures: of every party in time its organisation, and the spans of co-ownership."""

from __future__ import annotations

from pathlib import Path

from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.statistics.structure.holder_types import derive_types
from patentry.status.derived import code_digest, made_whole, write_tables
from patentry.status.organisations import open_organisations
from patentry.status.tenures import Tenures

NAMED_HOLDERS, CO_OWNED = "named_holders", "co_owned"
TABLES = (NAMED_HOLDERS, CO_OWNED)
ROOMS = ("parties.names", "statistics.structure", "statistics.holders")
ORGANISATION, PERSON, UNNAMED = "organisation", "person", "unnamed"


def holder_files(tenures: Tenures) -> dict[str, Path]:
    """Answer the files of `TABLES`, deriving them where that has not been done.

    `named_holders`: a row a party and [named_from, named_to) with `sort` (organisation, person, unnamed), `owner` (the
    key of the organisation, else NULL) and its `number` in this table, what it is called (`called`) and its `type`
    (`structure.holder_types`).
    `co_owned`: a row a patent and [since, ends) in which two organisations or more hold it, `sure` or possibly, for one
    has no name; `quality` names their types ("enterprise+university").
    """
    folder = tenures.folder / f"holders-{code_digest(*ROOMS)}"
    if not folder.is_dir():
        _derive(tenures, folder)
    return {table: folder / f"{table}.parquet" for table in TABLES}


def open_holders(engine: Engine, tenures: Tenures) -> None:
    """Register the tables in an engine."""
    for table, path in holder_files(tenures).items():
        engine.add_file(table, path)


def _derive(tenures: Tenures, folder: Path) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    open_organisations(engine, tenures)
    derive_types(engine)
    engine.sql(_NAMED_HOLDERS)
    engine.sql(_CO_OWNED)
    with made_whole(folder, tenures) as unfinished:
        write_tables(engine, unfinished, TABLES)


_NAMED_HOLDERS = f"""CREATE OR REPLACE TABLE named_holders AS
WITH coded AS (SELECT DISTINCT organisation FROM organisation_names WHERE code IS NOT NULL),
stated AS (
  SELECT o.organisation, bool_and(w.type = 'individual') AS is_person
  FROM party_organisations o JOIN seats s ON s.party = o.party AND s.role = 'filing' AND s.position = 1
  JOIN patents p ON p.id = s.id JOIN stated_types w ON w.applicant_type = p.applicant_type
  WHERE o.organisation IS NOT NULL GROUP BY o.organisation),
told AS (
  SELECT o.party, o.named_from, o.named_to, o.organisation, o.holder,
    CASE WHEN t.type = 'individual' AND c.organisation IS NOT NULL THEN 'unknown'
      WHEN t.type IS NULL AND c.organisation IS NULL AND s.is_person THEN 'individual'
      ELSE coalesce(t.type, 'unknown') END AS type
  FROM party_organisations o LEFT JOIN holder_types t USING (party) LEFT JOIN coded c USING (organisation)
  LEFT JOIN stated s USING (organisation))
SELECT party, named_from, named_to,
  CASE WHEN organisation IS NULL THEN '{UNNAMED}' WHEN type = 'individual' THEN '{PERSON}'
    ELSE '{ORGANISATION}' END AS sort,
  CASE WHEN type <> 'individual' THEN organisation END AS owner,
  CASE WHEN type <> 'individual' AND organisation IS NOT NULL
    THEN dense_rank() OVER (ORDER BY organisation)::INTEGER END AS number,
  CASE WHEN organisation IS NOT NULL AND type <> 'individual' THEN holder END AS called, type
FROM told ORDER BY party, named_from"""
"""A short name that looks like a person's is an organisation's where it has a credit code; one that tells nothing is a
person's where every file that states a type for its applications says so."""
_CO_OWNED = f"""CREATE OR REPLACE TABLE co_owned AS
WITH pieces AS (
  SELECT s.id, greatest(s.since, n.named_from) AS since, least(s.until, n.named_to) AS ends, n.sort, n.owner, n.type
  FROM seats s JOIN named_holders n ON n.party = s.party AND n.named_from < s.until AND n.named_to > s.since
  WHERE s.role = 'holder' AND s.holders > 1),
days AS (SELECT id, since AS day FROM pieces UNION SELECT id, ends FROM pieces),
cuts AS (SELECT id, day AS since, lead(day) OVER (PARTITION BY id ORDER BY day) AS ends FROM days),
told AS (
  SELECT c.id, c.since, c.ends, count(DISTINCT p.owner) AS organisations,
    count(*) FILTER (p.sort = '{UNNAMED}') AS unnamed,
    list_sort(list(DISTINCT p.type) FILTER (p.sort = '{ORGANISATION}')) AS types
  FROM cuts c JOIN pieces p ON p.id = c.id AND p.since <= c.since AND p.ends >= c.ends
  WHERE c.ends IS NOT NULL GROUP BY c.id, c.since, c.ends)
SELECT id, since, ends, organisations > 1 AS sure,
  CASE WHEN organisations < 2 THEN 'unknown' WHEN len(types) = 1 THEN concat(types[1], '+', types[1])
    ELSE array_to_string(types, '+') END AS quality
FROM told WHERE organisations > 1 OR organisations + unnamed > 1 ORDER BY id, since"""
"""Names of one organisation are one. Natural persons are none: a firm and its founder are not two organisations."""
