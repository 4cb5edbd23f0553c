"""Tables nobody knows: proposed by headings and contents, used where there is no doubt, corrected and remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from patentry.offices.mapped_table import (
    MappedTable,
    MappingError,
    TableMapping,
    mapping_from_toml,
    mapping_to_toml,
    proposals_for,
)
from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import format_of
from patentry.offices.tabular.cells import Order
from patentry.records.patents import VendorCount

Read = Callable[..., Batch]
Write = Callable[..., Source]
STUDY = "Publication_country,Publication_number,Publication_type,Simple_family_ID,num_fields,Fuzzy_Logic,Robotics\n"
STUDY_ROWS = (
    "CN,109999998,A,99999998,1,true,false\nWO,122883,A1,26853332,2,false,false\nUS,20189999998,A1,7,1,false,true\n"
)


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems]


def only_proposal(source: Source) -> TableMapping:
    (proposal,) = proposals_for(source)
    return proposal.mapping


def test_office_number_and_kind_are_joined_and_yes_columns_become_labels(read: Read) -> None:
    batch = read(STUDY + STUDY_ROWS, expect="mapped_table")
    assert [r.publication_number for r in batch.records] == ["CN109999998A", "WO2001022883A1", "US20189999998A1"]
    assert [r.labels for r in batch.records] == [("Fuzzy_Logic",), (), ("Robotics",)]
    assert batch.records[0].family_id == "99999998"
    assert codes(batch) == ["mapping_assumed", "unknown_heading"]
    assert "publication_number ← Publication_country + Publication_number + Publication_type" in str(
        batch.problems[0].value
    )


def test_digits_a_spreadsheet_threw_away_refuse_their_row(read: Read) -> None:
    batch = read(STUDY + STUDY_ROWS * 10 + "DE,1.02E+11,A1,68576336,1,true,false\n")
    assert (batch.documents, batch.rejected, codes(batch)[-1]) == (31, 1, "number_digits_lost")


def test_lists_as_programs_print_them_are_read(read: Read) -> None:
    text = (
        ",publication_number,publication_date,country_code,title_text,uspc_code,cpc_code,refs,valid\n"
        """0,US-5999998-A,19970909,US,Lamp,"['524/439.', '264/178.R']","""
        """"['F21L4/00', 'F21L4/', 'F21L4/02', 'F21L4/04', 'F21L4/06']","""
        """"['US-3143475-A', 'EP-0324411-A2']",True\n"""
        "1,US-9999998-B2,20180619,US,Lamp,[],[],[],False\n"
    )
    batch = read(text, expect="mapped_table")
    record = batch.records[0]
    assert (record.publication_number, record.publication_date) == ("US5999998A", date(1997, 9, 9))
    assert record.other_classes == ("USPC 524/439", "USPC 264/178R")
    assert [citation.number for citation in record.citations] == ["US3143475A", "EP0324411A2"]
    assert [r.labels for r in batch.records] == [("valid",), ()]
    assert codes(batch) == ["mapping_assumed", "class_unreadable"]


def test_title_and_abstract_in_one_cell_are_parted_and_padding_is_no_row(read: Read) -> None:
    text = (
        "\ufeffpublication_number,text,labels,n_labels\n"
        'CN119999998A,"Title: 一种灯\nKeywords: lamp\nAbstract: 公开了一种灯。","[""F21L4/00"", ""G06F9/48""]",2\n'
        'CN119999997A,一种阀 [SEP] valve [SEP] 本发明公开了一种阀。,"[""F16K1/00""]",1\n' + ",,,\n" * 17_000
    )
    batch = read(text, expect="mapped_table")
    assert batch.documents == 2
    assert [(r.title[0].text, r.abstract[0].text) for r in batch.records] == [
        ("一种灯", "公开了一种灯。"),
        ("一种阀", "本发明公开了一种阀。"),
    ]
    assert (batch.records[0].ipc or batch.records[0].cpc) == ("F21L4/00", "G06F9/48")


def test_padded_symbols_bars_and_countries_after_a_gap(read: Read) -> None:
    text = (
        "publication number,kind code,title,filed,application date,by,applicant,inventors,ipc classes,family members,"
        "a,b,c,d,e,f\n"
        "CA2999998,A1,LAMP,,2003-04-14T00:00:00Z,,LAMPS LTD,DOE JANE    US  | ROE RICK    CA,H01J04900 | G01N03072\n"
        "AU2007999998,B2,LAMP,,2007-06-27T00:00:00Z,,LAMPS LTD,,A61K031426 | A61K000,AU2003999998A1 | AU2003999998B2\n"
    )
    first, second = read(text, expect="mapped_table").records
    assert (first.publication_number, first.filing_date) == ("CA2999998A1", date(2003, 4, 14))
    assert [(one.name, one.country) for one in first.inventors] == [("DOE JANE", "US"), ("ROE RICK", "CA")]
    assert (first.ipc, second.ipc) == (("H01J49/00", "G01N30/72"), ("A61K31/426", "A61K"))
    assert second.family_members == ("AU2003999998A1", "AU2003999998B2")


def test_a_number_with_its_day_behind_it_gives_both(read: Read) -> None:
    heading = "application_number,cited_patents,citing_patents,publication_number"
    text = f"{heading}\nUS15999998A 2016-11-23,US5999998A; US5999997A,NA,US9999998B1\n"
    record = read(text, expect="mapped_table").records[0]
    assert (record.application_number, record.filing_date) == ("US15/999998", date(2016, 11, 23))
    assert len(record.citations) == 2


def test_each_sheet_of_a_workbook_has_its_own_headings_in_one_storey_or_two(tmp_path: Path, read_source: Read) -> None:
    path = tmp_path / "study.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Summary").write_row(0, 0, ["Sheet", "Content"])
        sheet = book.add_worksheet("Lamps")
        sheet.write_row(0, 0, ["A STUDY OF LAMPS"])
        sheet.write_row(1, 3, ["Folding", "Solar"])
        sheet.write_row(2, 0, ["S.No.", "Patent / Publication No.", "Title"])
        sheet.write_row(3, 0, [1, "CH599998A5", "Lamp", "X"])
        sheet.write_row(4, 0, [2, "CH599997A5", "Lamp", "", "X"])
        other = book.add_worksheet("Titles")
        other.write_row(0, 0, ["Patent No.", "Title", "Forward citation count"])
        other.write_row(1, 0, ["AU2003999998A4", "Lamp", 3])
    batch = read_source(Source(path, path.name), expect="mapped_table")
    assert [r.publication_number for r in batch.records] == ["CH599998A5", "CH599997A5", "AU2003999998A4"]
    assert [r.labels for r in batch.records] == [("Folding",), ("Solar",), ()]
    assert batch.records[2].vendor_counts == (VendorCount("cited_by", 3),)
    assert "sheet_left_out" in codes(batch)


@pytest.mark.parametrize("lines", [True, False])
def test_objects_are_rows_and_what_is_none_is_refused_alone(read: Read, lines: bool) -> None:
    objects = [{"patent_id": f"US999999{n}B2", "invention_title": "Lamp", "is_folding": n > 7} for n in range(10)]
    content = "\n".join(map(json.dumps, objects)) + "\n{broken" if lines else json.dumps(objects)
    batch = read(content, "rows.json", expect="mapped_table")
    assert batch.kept == 9 + 1
    assert [r.labels for r in batch.records].count(("is_folding",)) == 2
    assert [p.code for p in batch.problems if p.severity == "rejected"] == (["json_broken"] if lines else [])


DOUBTFUL = "Office,Publication number,Name,Robots\nCN,109999998,灯,yes\n?,99,阀,no\n?,98,阀,no\n"


def test_where_numbers_are_in_doubt_nothing_is_read(write: Write) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        format_of(write(DOUBTFUL))
    assert caught.value.code == "format_unknown"
    (proposal,) = proposals_for(write(DOUBTFUL))
    assert not proposal.is_certain


def test_a_table_without_numbers_is_not_proposed(write: Write) -> None:
    assert proposals_for(write("item,price\napple,3\n")) == []


def test_a_corrected_mapping_reads_every_table_with_its_headings(write: Write) -> None:
    text = """
        status = "confirmed"
        headings = ["Büro", "Nr", "Tag", "Name", "Roboter"]
        [fields]
        publication_number = ["Büro", "Nr"]
        publication_date = ["Tag"]
        title = ["Name"]
        [constants]
        right_type = "design"
        [labels]
        columns = ["Roboter"]
        yes = ["ja"]
        [reading]
        days = "month_first"
    """
    mapping, status = mapping_from_toml(text)
    mapped = MappedTable({mapping.fingerprint: mapping})
    assert (status, mapping.days) == ("confirmed", Order.MONTH_FIRST)
    assert not mapped.remembers(write("Büro;Nr\n1;2\n", "other.csv"))
    for number, heading in enumerate(("Büro;Nr;Tag;Name;Roboter", "BÜRO; nr.;Tag;Name;roboter")):
        source = write(f"Liste;vom;Mai\n{heading}\nDE;999998;06/05/2018;Lampe;ja\n", f"{number}.csv")
        assert mapped.remembers(source)
        (chunk,) = mapped.chunks(source)
        batch = mapped.read(chunk)
        assert (batch.records[0].publication_number, batch.problems) == ("DE999998", [])
        assert batch.records[0].publication_date == date(2018, 6, 5)
        assert (batch.records[0].right_type, batch.records[0].labels) == ("design", ("Roboter",))


def test_a_mapping_survives_its_file() -> None:
    mapping = TableMapping(
        headings=('a "b"', "c\\d", "e\x7f\t", "空"),
        fields={"publication_number": ('a "b"', "c\\d"), "title": ("空",)},
        constants={"authority": "CN"},
        labels=("e\x7f\t",),
        yes=("是",),
        days=Order.DAY_FIRST,
        separator=" / ",
        padded_group=3,
    )
    assert mapping_from_toml(mapping_to_toml(mapping, status="proposed")) == (mapping, "proposed")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("headings = [", ""),
        ("headings = [1]", "headings"),
        ('headings = ["a"]\n[fields]\ntitle = ["a"]', "publication_number"),
        ('headings = ["a"]\n[fields]\npublication_number = ["b"]', "b"),
        ('headings = ["a"]\n[fields]\ncolour = ["a"]', "colour"),
        ('headings = ["a"]\nfields = 3', "fields"),
        ('headings = ["a"]\n[fields]\npublication_number = ["a"]\n[constants]\ncolour = "red"', "colour"),
        ('headings = ["a"]\n[fields]\npublication_number = ["a"]\n[labels]\ncolumns = ["z"]', "z"),
        ('headings = ["a"]\n[fields]\npublication_number = ["a"]\n[reading]\ndays = "never"', "never"),
        ('headings = ["a"]\n[fields]\npublication_number = ["a"]\n[reading]\npadded_group = 7', "7"),
    ],
)
def test_a_file_that_is_no_mapping_says_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(MappingError) as caught:
        mapping_from_toml(text)
    assert told in str(caught.value)


def test_a_heading_of_two_thousand_columns_is_read(read: Read) -> None:
    heading = ",".join(["publication number", "title", *(f"reading {n}" for n in range(2426))])
    rows = "".join(f"CN10999999{n}A,灯{',0' * 2426}\n" for n in range(3))
    batch = read(f"{heading}\n{rows}", expect="mapped_table")
    assert batch.kept == 3


def test_our_own_table_and_chinese_lists_keep_their_unknown_columns(read: Read) -> None:
    assert read("publication_number,title,colour\nCN109999998A,灯,红\n", expect="table").kept == 1
    assert read("公开号,甲,乙,丙,标题\nCN109999998A,1,2,3,灯\n", expect="cnipa_table").kept == 1


EXPECTED = {
    "search/orbit_satellite.csv": (2281, 1795),
    "search/offshore_plant.csv": (937, 936),
    "search/radar_rain_gauge.csv": (512, 512),
    "zh/abstracts_g06f_492.csv": (492, 492),
    "zh/titles_ipc_9740.csv": (9740, 9740),
}


@pytest.mark.samples
@pytest.mark.parametrize("name", EXPECTED)
def test_real_tables_are_read_without_a_question(samples: Path, read_source: Read, name: str) -> None:
    rows, distinct = EXPECTED[name]
    batch = read_source(Source(samples / name, name), expect="mapped_table")
    assert (batch.documents, batch.rejected) == (rows, 0)
    assert len({record.publication_number for record in batch.records}) <= distinct
