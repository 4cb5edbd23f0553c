"""The tables of the groupings, kept beside the tenures and derived when somebody first asks for one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from patentry.classes import FieldTable, parse_ipc, technology_field
from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.parties.locating import BEGINNING, END
from patentry.records import TechnologyField
from patentry.records.schemas import SHAPES
from patentry.statistics.industries import open_industries
from patentry.statistics.industries.derivation import moves_of, open_lists
from patentry.statistics.structure.grouping import (
    ENTERPRISE_TAG,
    INDUSTRIES,
    IPC_SUBCLASS,
    OFFICIAL_TYPE,
    TECHNOLOGY_FIELD,
    TYPE_BASIS,
    UNKNOWN,
    UNTAGGED,
)
from patentry.statistics.structure.holder_types import derive_types
from patentry.status.derived import code_digest, made_whole, write_tables
from patentry.status.organisations import open_organisations
from patentry.status.tenures import Tenures
from patentry.wording import Refusal

LIST_OF: Mapping[str, str] = {ENTERPRISE_TAG: "enterprise_tags", TECHNOLOGY_FIELD: "technology_fields"}
"""The list a grouping rests on; those by industry rest on a concordance, which the settings choose."""
CALLED: Mapping[str, tuple[str, ...]] = {
    "strategic_industry": ("战略性新兴产业", "战略新兴产业", "sei", "strategicemerging"),
    "digital_industry": ("数字经济", "digitaleconomy"),
    "green_technology": ("绿色低碳", "绿色技术", "greentech", "lowcarbon"),
}
"""By which words, folded, the concordance of each grouping is known among those on file."""
_BEGINNING, _END = f"DATE '{BEGINNING}'", f"DATE '{END}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordances:
    """Which concordance of the strategic industries the operator's settings name; empty: the one so called."""

    scheme: str = ""
    version: str = ""

    @property
    def name(self) -> str:
        """A short name of the choice, part of the file it decides."""
        told = f"{self.scheme}|{self.version}"
        return hashlib.sha256(told.encode()).hexdigest()[:8]


def structure_files(tenures: Tenures, by: str, chosen: Concordances) -> dict[str, Path]:
    """Answer the files of the tables a grouping needs. Raises `Refusal` where the list it rests on is not on file."""
    mark = f"{by}-{chosen.name}" if by in INDUSTRIES else _FAMILY.get(by, by)
    folder = tenures.folder / f"structure-{code_digest(*_ROOMS)}-{mark}"
    names = TABLES_OF[by]
    if not folder.is_dir():
        _derive(tenures, by, chosen, folder)
    return {name: folder / f"{name}.parquet" for name in names}


def open_structure(engine: Engine, tenures: Tenures, by: str, chosen: Concordances) -> None:
    """Register the tables of a grouping in an engine."""
    for name, path in structure_files(tenures, by, chosen).items():
        engine.add_file(labels_of(by, chosen) or name, path)


def labels_of(by: str, chosen: Concordances) -> str | None:
    """Answer the name in an engine of a grouping's table that depends on the settings; None for the others."""
    return f"{by}_{chosen.name}" if by in INDUSTRIES else None


def _derive(tenures: Tenures, by: str, chosen: Concordances, folder: Path) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    _DERIVE[by](engine, tenures, by, chosen)
    with made_whole(folder, tenures) as unfinished:
        write_tables(engine, unfinished, TABLES_OF[by])


def _types(engine: DuckEngine, tenures: Tenures, by: str, chosen: Concordances) -> None:
    derive_types(engine)


def _places(engine: DuckEngine, tenures: Tenures, by: str, chosen: Concordances) -> None:
    """The field and the subclass of the first IPC symbol. A symbol the table of fields does not know has no field."""
    open_lists(engine, tenures, ("technology_fields", "symbol_moves"))
    columns = ", ".join(SHAPES["technology_fields"].columns)
    rows = engine.sql(f"SELECT {columns} FROM technology_fields ORDER BY field, ipc").to_pylist()
    if by == TECHNOLOGY_FIELD:
        demand_list(engine, tenures, by)
    table, moves = FieldTable.of(TechnologyField(**row) for row in rows), moves_of(engine)
    symbols = engine.sql("SELECT DISTINCT ipc FROM patents WHERE ipc IS NOT NULL ORDER BY ipc")["ipc"].to_pylist()
    found = [technology_field(symbol, table, moves=moves) for symbol in symbols]
    read = [parse_ipc(symbol) for symbol in symbols]
    engine.add_rows(
        "symbols",
        pa.table(
            {
                "ipc": pa.array(symbols, pa.string()),
                TECHNOLOGY_FIELD: pa.array([f"{one.field:02}" if one else None for one in found], pa.string()),
                IPC_SUBCLASS: pa.array([one[:4] if one else None for one in read], pa.string()),
            }
        ),
    )
    engine.sql(
        f"""CREATE OR REPLACE TABLE patent_places AS
        SELECT p.id, s.{TECHNOLOGY_FIELD}, s.{IPC_SUBCLASS} FROM patents p JOIN symbols s USING (ipc) ORDER BY p.id"""
    )


def _industry(engine: DuckEngine, tenures: Tenures, by: str, chosen: Concordances) -> None:
    """Of every invention its branches; `no_branch` where it has none, `unknown` without a symbol, other rights apart.

    A branch is sure where a keyword was found at an IPC place that no coarse move brought there; the other levels of
    the concordance leave it open, and a closed list of keywords not found in a text settles that it is none.
    """
    open_lists(engine, tenures, ("concordances",))
    open_industries(engine, tenures)
    scheme, version = (text.replace("'", "''") for text in chosen_scheme(engine, by, chosen))
    engine.sql(
        f"""CREATE OR REPLACE TABLE branches AS
        SELECT i.id, i.branch AS label, i.level = 'matched' AND NOT i.coarse AS sure
        FROM industries i JOIN classified c USING (id) WHERE i.scheme = '{scheme}' AND i.version = '{version}'
          AND (i.level <> 'ipc_keyword_miss' OR NOT c.has_text);
        CREATE OR REPLACE TABLE {by} AS
        SELECT * FROM branches
        UNION ALL SELECT id, CASE WHEN has_symbols THEN 'no_branch' ELSE '{UNKNOWN}' END, true FROM classified
          WHERE id NOT IN (SELECT id FROM branches)
        UNION ALL SELECT id, 'not_invention', true FROM patents WHERE id NOT IN (SELECT id FROM classified)
        ORDER BY id, label"""
    )


def demand_list(engine: DuckEngine, tenures: Tenures, by: str) -> None:
    """Register the list a grouping rests on. Raises `Refusal` where it is not on file."""
    table = LIST_OF[by]
    open_lists(engine, tenures, (table,))
    if not engine.sql(f"SELECT count(*) AS n FROM {table}")["n"][0].as_py():
        raise Refusal("grouping.not_on_file", value=by, list=table)


def chosen_scheme(engine: DuckEngine, by: str, chosen: Concordances) -> tuple[str, str]:
    """Answer scheme and last version of the concordance of a grouping. Raises `Refusal` where none is on file."""
    rows = engine.sql("SELECT DISTINCT scheme, version FROM concordances ORDER BY scheme, version").to_pylist()
    pairs = [(row["scheme"], row["version"]) for row in rows]
    if by == INDUSTRIES[0] and chosen.scheme:
        pairs = [one for one in pairs if one[0] == chosen.scheme and chosen.version in ("", one[1])]
    else:
        pairs = [one for one in pairs if any(word in "".join(one[0].casefold().split()) for word in CALLED[by])]
    if not pairs:
        raise Refusal("grouping.not_on_file", value=by, list="concordances")
    return max(pairs, key=lambda one: one[1])


def _tags(engine: DuckEngine, tenures: Tenures, by: str, chosen: Concordances) -> None:
    """The recognitions of every party in time, by its organisation; stretches without any are `untagged`."""
    demand_list(engine, tenures, by)
    open_organisations(engine, tenures)
    engine.sql(
        f"""CREATE OR REPLACE TABLE held AS
        SELECT DISTINCT n.organisation, t.tag AS label, coalesce(t.valid_from, {_BEGINNING}) AS since,
          coalesce(t.valid_to, {_END}) AS ends
        FROM enterprise_tags t JOIN organisation_names n ON n.name = t.name OR (t.uscc IS NOT NULL AND n.code = t.uscc)
        WHERE coalesce(t.valid_from, {_BEGINNING}) < coalesce(t.valid_to, {_END});
        CREATE OR REPLACE TABLE stretches AS
        SELECT p.party, h.label, greatest(p.named_from, h.since) AS since, least(p.named_to, h.ends) AS ends
        FROM party_organisations p JOIN held h USING (organisation)
        WHERE greatest(p.named_from, h.since) < least(p.named_to, h.ends);
        CREATE OR REPLACE TABLE told AS
        WITH edges AS (
          SELECT party, label, since AS day, 1 AS change FROM stretches
          UNION ALL SELECT party, label, ends, -1 FROM stretches),
        days AS (SELECT party, label, day, sum(change) AS change FROM edges GROUP BY ALL),
        states AS (
          SELECT party, label, day AS since, lead(day) OVER w AS ends, sum(change) OVER w AS holds
          FROM days WINDOW w AS (PARTITION BY party, label ORDER BY day))
        SELECT party, label, since, ends FROM states WHERE holds > 0;
        CREATE OR REPLACE TABLE party_tags AS
        WITH edges AS (
          SELECT party, since AS day, 1 AS change FROM told UNION ALL SELECT party, ends, -1 FROM told
          UNION ALL SELECT party, {_BEGINNING}, 0 FROM parties),
        days AS (SELECT party, day, sum(change) AS change FROM edges GROUP BY ALL),
        states AS (
          SELECT party, day AS since, lead(day, 1, {_END}) OVER w AS ends, sum(change) OVER w AS tags
          FROM days WINDOW w AS (PARTITION BY party ORDER BY day))
        SELECT party, label, since AS tagged_from, ends AS tagged_to FROM told
        UNION ALL
        SELECT party, '{UNTAGGED}', since, ends FROM states WHERE tags = 0 AND since < ends
        ORDER BY party, tagged_from, label"""
    )


_ROOMS = ("classes", "parties.names", "statistics.industries", "statistics.structure")
TABLES_OF: Mapping[str, tuple[str, ...]] = {
    OFFICIAL_TYPE: ("stated_types", "holder_types"),
    TYPE_BASIS: ("stated_types", "holder_types"),
    ENTERPRISE_TAG: ("party_tags",),
    TECHNOLOGY_FIELD: ("patent_places",),
    IPC_SUBCLASS: ("patent_places",),
    **{by: (by,) for by in INDUSTRIES},
}
_FAMILY: Mapping[str, str] = {OFFICIAL_TYPE: "types", TYPE_BASIS: "types"}
_DERIVE: Mapping[str, Callable[[DuckEngine, Tenures, str, Concordances], None]] = {
    OFFICIAL_TYPE: _types,
    TYPE_BASIS: _types,
    ENTERPRISE_TAG: _tags,
    TECHNOLOGY_FIELD: _places,
    IPC_SUBCLASS: _places,
    **dict.fromkeys(INDUSTRIES, _industry),
}
