"""Files in any order, together or one after another, make the same records and the same patents."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentry.corpus import DuckEngine, FileRow, Home, StagedTable, commit, latest
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.export import records_of
from patentry.ingestion.families import Families
from patentry.ingestion.sources.tables import add_folded
from patentry.records import LangText, Party, Priority, Record, RightType
from patentry.records.rows import record_from_row
from patentry.records.schemas import RECORDS, key_of_record
from patentry.status.tenures import derive_tables

AT = datetime(2026, 1, 1, tzinfo=UTC)
FORMATS = ("cnipa_xml", "cnipa_query_json", "epo_docdb_xml", "cnipa_table", "espacenet", "lens", "mapped_table")
"""No two of the same rank, so that nothing depends on who was read last."""
NUMBERS = ("CN101000011A", "CN101000011B", "CN101000022B", None)
PATENT_FACTS = "patent, publication_number, filing_date, grant_date, right_type, title, stated_holders, last_applicants"


@dataclass(frozen=True)
class Told:
    """A file of one row."""

    format: str
    record: Record


def _maybe(values: st.SearchStrategy[Any], nothing: Any = None) -> st.SearchStrategy[Any]:
    return st.just(nothing) | values


DAYS = st.dates(date(2018, 1, 1), date(2018, 1, 3))
RECORD = st.builds(
    Record,
    authority=st.just("CN"),
    right_type=st.sampled_from([RightType.INVENTION, RightType.UTILITY_MODEL, RightType.OTHER]),
    publication_number=st.sampled_from(NUMBERS),
    application_number=_maybe(st.sampled_from(["CN201810000011.8", "CN201810000022.6"])),
    filing_date=_maybe(DAYS),
    publication_date=_maybe(DAYS),
    grant_date=_maybe(DAYS),
    agency=_maybe(st.sampled_from("甲乙")),
    cpc=_maybe(st.sampled_from([("G06N3/02",), ("H01L33/00",)]), ()),
    title=_maybe(st.sampled_from([(LangText("zh", "灯"),), (LangText("en", "lamp"),)]), ()),
    applicants=_maybe(st.sampled_from([(Party("甲公司"),), (Party("乙公司"),)]), ()),
    priorities=_maybe(st.sampled_from([(Priority("US201715000001"),), (Priority("US201715000002"),)]), ()),
).filter(lambda record: record.publication_number or record.application_number)


@st.composite
def arrangements(draw: st.DrawFn) -> tuple[list[list[Told]], list[list[Told]]]:
    """Answer the same files twice: in two orders, each cut into ingests of its own."""
    formats = draw(st.lists(st.sampled_from(FORMATS), min_size=2, max_size=5, unique=True))
    files = [Told(name, draw(RECORD)) for name in formats]
    return draw(_cut(files)), draw(_cut(files))


@st.composite
def _cut(draw: st.DrawFn, files: Sequence[Told]) -> list[list[Told]]:
    order = draw(st.permutations(files))
    cuts = [0, *sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=2))), len(order)]
    return [list(order[start:end]) for start, end in pairwise(cuts)]


def _home(folder: Path, ingests: list[list[Told]]) -> Home:
    home = Home(folder)
    home.create()
    for number, files in enumerate(ingests):
        batch = pa.Table.from_batches([RECORDS.to_arrow([told.record], file=told.format) for told in files])
        places = pa.array(range(len(files)), pa.int64())
        path = home.staging / f"{number}.arrow"
        with pa.ipc.new_file(str(path), RECORDS.schema) as writer:
            writer.write_table(batch.set_column(batch.schema.get_field_index("place"), "place", places))
        rows = [FileRow(t.format, t.format, t.format, 1, 1, 0, "[]", None, AT, 0) for t in files]
        staged = StagedTable("records", RECORDS.schema, (path,), by_format=True)
        commit(home=home, staged=[staged], files=rows, at=AT)
    return home


def _patents(home: Home) -> list[dict[str, Any]]:
    engine = DuckEngine()
    derive_tables(engine, latest(home), known=None)
    return engine.sql(f"SELECT {PATENT_FACTS} FROM patents ORDER BY patent").to_pylist()


def _folded_as_a_table(home: Home) -> list[Record]:
    engine = DuckEngine()
    engine.add_files("records", latest(home).uris("records"), RECORDS.schema)
    engine.add_files("files", latest(home).uris("files"), FILES_SCHEMA)
    lists = frozenset(name for name in RECORDS.columns if pa.types.is_list(RECORDS.schema.field(name).type))
    add_folded(engine, records="records", columns=RECORDS.columns, lists=lists)
    return [record_from_row(row) for row in engine.sql("SELECT * FROM folded ORDER BY key").to_pylist()]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(arrangements())
def test_the_order_of_files_changes_neither_records_nor_patents_nor_families(
    both: tuple[list[list[Told]], list[list[Told]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        one, two = (_home(Path(name) / str(number), ingests) for number, ingests in enumerate(both))
        records = list(records_of(latest(one), number=None))
        assert list(records_of(latest(two), number=None)) == records
        if all(told.record.publication_number for told in chain.from_iterable(both[0])):
            assert _folded_as_a_table(one) == records
        assert _patents(one) == _patents(two)
        keys = sorted({key_of_record(told.record) for told in chain.from_iterable(both[0])})
        assert Families(latest(one)).of(keys) == Families(latest(two)).of(keys)
