"""Which file is believed: the office's own before the register, that before lists, those before vendors."""

from __future__ import annotations

import re
from datetime import date
from itertools import permutations
from pathlib import Path

from lamp_files import AT, listed, made_home, office, take, vendor

import patentry.offices
from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.ingestion.export import folded_records_of, records_of
from patentry.ingestion.sources.ranks import UNKNOWN_RANK, rank_of, source_ranks
from patentry.offices.registry import FORMATS, format_names
from patentry.records import Record
from patentry.statistics import open_statistics

OFFICES = Path(patentry.offices.__file__).parent
SHARED = ("database_exports", "exchange_documents", "uspto_xml", "uspto_eras")
MAKES_RECORDS = re.compile(r"\bRecord\(|record_from_object\(|patentry\.offices\.(?:" + "|".join(SHARED) + ")")


def _record(home: Home) -> Record:
    (record,) = records_of(latest(home), number=None)
    return record


def _filed(home: Home) -> date | None:
    return open_statistics(home=home.path).life("CN101000011B").filing_date


def test_every_format_that_gives_records_has_a_rank_and_no_other() -> None:
    making = set()
    for known in FORMATS:
        folder = OFFICES / type(known).__module__.split(".")[2]
        if any(MAKES_RECORDS.search(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")):
            making.add(known.name)
    assert making == {row.format for row in source_ranks() if not row.fields}
    assert {row.format for row in source_ranks()} <= set(format_names())


def test_every_rank_has_its_reason_and_stands_once() -> None:
    rows = source_ranks()
    named = [(row.format, field) for row in rows for field in row.fields or ("",)]
    assert len(set(named)) == len(named)
    assert all(row.source and row.authority and 0 < row.rank < UNKNOWN_RANK for row in rows)
    assert {field for row in rows for field in row.fields} <= set(Record.__dataclass_fields__)
    authorities = {row.rank: row.authority for row in rows if not row.fields}
    assert all(authorities[row.rank] == row.authority for row in rows if not row.fields)


def test_the_office_is_believed_before_the_exchange_the_list_the_vendor_and_the_unknown_table() -> None:
    order = ["uspto_grant_xml", "uspto_odp_json", "epo_docdb_xml", "cnipa_table", "espacenet", "lens", "mapped_table"]
    assert sorted(order, key=rank_of) == order
    assert rank_of("nobody's") == UNKNOWN_RANK
    assert rank_of("uspto_cpc_master", "cpc") < rank_of("uspto_grant_xml", "cpc")
    assert rank_of("derwent_ciw", "title") > rank_of("mapped_table", "title")


def test_the_higher_rank_stands_and_lower_ones_fill_what_it_leaves_out_in_any_order(tmp_path: Path) -> None:
    files = [office(tmp_path), listed(tmp_path), vendor(tmp_path)]
    for number, order in enumerate(permutations(files)):
        home = made_home(tmp_path / f"home-{number}")
        take(home, *order[:1])
        take(home, *order[1:])
        record = _record(home)
        assert (record.filing_date, record.title[0].text) == (date(2018, 1, 5), "公报的灯")
        assert (record.agency, record.ipc, record.vendor_validity) == ("某代理（演示）", ("F21V1/00",), "Active")
        assert _filed(home) == date(2018, 1, 5)


def test_among_equal_ranks_the_file_read_last_stands(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    take(home, listed(tmp_path))
    take(home, listed(tmp_path, filed="2018-01-08", name="corrected.csv"))
    assert _record(home).filing_date == _filed(home) == date(2018, 1, 8)


def test_a_right_type_nobody_knows_does_not_hide_the_one_a_lower_rank_states(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    take(home, office(tmp_path))
    assert _record(home).right_type in ("invention", "other")
    take(home, listed(tmp_path))
    assert _record(home).right_type == "invention"


def test_each_field_says_which_file_gave_it(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    take(home, vendor(tmp_path), office(tmp_path), listed(tmp_path))
    (folded,) = folded_records_of(latest(home), number=None)
    told = {name: version.format for name, version in folded.giver.items()}
    assert (told["filing_date"], told["agency"], told["ipc"]) == ("cnipa_xml", "cnipa_table", "patsnap")
    assert [version.format for version in folded.versions] == ["cnipa_xml", "cnipa_table", "patsnap"]


def test_a_file_refused_first_and_read_later_has_the_rank_of_the_format_that_read_it(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    misread = listed(tmp_path)
    report = ingest(home=home, paths=[misread, vendor(tmp_path)], at=AT, format_name="patsnap")
    assert [bool(file.kept) for file in report.files] == [False, True]
    take(home, misread)
    take(home, vendor(tmp_path, filed="2018-01-09", name="later.csv"))
    assert _record(home).filing_date == date(2018, 1, 6)
