"""Exports of patent databases as they come: The Lens, PATENTSCOPE, Espacenet, PatSnap, Google Patents, BigQuery."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.records import CitedBy, Inventor, Party, Priority, RightType
from patentry.records.patents import VendorCount

Read = Callable[..., Batch]
LENS = (
    "#,Jurisdiction,Kind,Publication Number,Publication Date,Publication Year,Application Number,Application Date,"
    "Priority Numbers,Title,Applicants,Inventors,Type,Cited Count,Simple Family Size,CPC Classifications,"
    "IPCR Classifications,US Classifications"
)
ESPACENET = (
    "Title,Publication number,Publication date,Inventor(s),Applicant(s),International classification,"
    "Application number,Date of application,Priority number(s),Patents cited in the search report,"
    "Literature cited in the search report,Patents cited by the applicant,International search citation"
)


def codes(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems]


def test_a_row_of_the_lens_is_read_whole(read: Read) -> None:
    row = (
        "1,US,A,US 3999998 A,21/09/76,1976,US 17439471 A,24/08/71,US 17439471 A 19710824;;US 88088069 A 19691128,"
        "Folding lamp,EXAMPLE LAMPS LTD;;DOE JANE,DOE JANE,Granted Patent,9,2,"
        "F21L4/00;;F21V21/14,F21L4/00,362/183;;D26/37"
    )
    batch = read(f"{LENS}\n{row}\n", expect="lens")
    record = batch.records[0]
    assert codes(batch) == []
    assert (record.publication_number, record.kind, record.right_type) == ("US3999998A", "A", RightType.INVENTION)
    assert (record.application_number, record.filing_date) == ("US19710174394", date(1971, 8, 24))
    assert record.publication_date == record.grant_date == date(1976, 9, 21)
    assert record.priorities == (
        Priority("US19710174394", date(1971, 8, 24)),
        Priority("US19690880880", date(1969, 11, 28)),
    )
    assert [party.name for party in record.applicants] == ["EXAMPLE LAMPS LTD", "DOE JANE"]
    assert (record.ipc, record.cpc) == (("F21L4/00",), ("F21L4/00", "F21V21/14"))
    assert record.other_classes == ("USPC 362/183", "USPC D26/37")
    assert record.vendor_counts == (VendorCount("cited_by", 9),)


def test_carriage_returns_alone_end_the_lines_and_overflowing_cells_cost_their_row(read: Read) -> None:
    good = "1,US,B2,US 9999998 B2,19/06/18,2018,US 201514600001 A,20/01/15,,Lamp,A LTD,,Granted Patent,0,1,,,"
    over = good.replace("Lamp,A LTD", "Lamp, which folds, and shines,A LTD")
    batch = read(f"{LENS}\r{good}\r{over}\r")
    assert (batch.documents, batch.kept, codes(batch)) == (2, 1, ["too_many_cells"])


def test_present_headings_of_the_lens_name_owners_family_and_status(read: Read) -> None:
    heading = (
        "#,Jurisdiction,Kind,Display Key,Lens ID,Publication Date,Title,Owners,Simple Family Members,Legal Status,"
        "Document Type,Cited by Patent Count"
    )
    family = "EP 1999998 A1;;EP 1999998 B1"
    row = f"1,EP,B1,EP 1999998 B1,1,2018-06-19,Lamp,A LTD (2019-01-02),{family},Active,Granted Patent,2"
    record = read(f"{heading}\n{row}\n", expect="lens").records[0]
    assert record.holders == (Party("A LTD"),)
    assert record.family_members == ("EP1999998A1",)
    assert (record.vendor_status, record.grant_date) == ("Active", date(2018, 6, 19))


def test_an_object_of_the_lens_is_read_whole(read: Read) -> None:
    found = {
        "lens_id": "000-000-000-000-001", "jurisdiction": "US", "doc_number": "9999998", "kind": "B2",
        "date_published": "2018-06-19", "lang": "en", "publication_type": "GRANTED_PATENT",
        "biblio": {
            "application_reference": {"jurisdiction": "US", "doc_number": "201514600001", "date": "2015-01-20"},
            "priority_claims": {"claims": [{"jurisdiction": "US", "doc_number": "201461999998", "date": "2014-02-03"}]},
            "invention_title": [{"text": "Folding lamp", "lang": "en"}],
            "parties": {"applicants": [{"residence": "GB", "extracted_name": {"value": "EXAMPLE LAMPS LTD"}}]},
            "classifications_cpc": {"classifications": [{"symbol": "F21L4/00"}, {"symbol": "?"}]},
            "references_cited": {"citations": [
                {
                    "patcit": {"document_id": {"jurisdiction": "US", "doc_number": "5999998", "kind": "A"}},
                    "cited_phase": "APP",
                },
                {"nplcit": {"text": "A book on lamps."}},
            ]},
            "cited_by": {"patent_count": 4},
        },
        "families": {
            "simple_family": {
                "members": [{"document_id": {"jurisdiction": "EP", "doc_number": "1999998", "kind": "A1"}}],
            },
        },
        "claims": [{
            "lang": "en",
            "claims": [{"claim_text": ["1. A lamp."]}, {"claim_text": ["2. The lamp of claim 1, red."]}],
        }],
    }  # fmt: skip
    batch = read(json.dumps(found) + "\n{broken\n", "export.jsonl", expect="lens")
    record = batch.records[0]
    assert (batch.documents, batch.rejected) == (2, 1)
    assert sorted(set(codes(batch))) == ["class_unreadable", "json_broken"]
    assert record.applicants == (Party("EXAMPLE LAMPS LTD", "GB"),)
    assert record.claims[1].depends_on == (1,)
    assert [(c.number, c.cited_by) for c in record.citations] == [("US5999998A", CitedBy.APPLICANT)]
    assert record.non_patent_citations == ("A book on lamps.",)
    assert record.family_members == ("EP1999998A1",)


def test_a_list_of_patentscope_has_its_query_above_and_days_first(read: Read) -> None:
    text = (
        'Query: FP:("lamp"),,,,,,,\n'
        "Publication Number,Publication Date,Title,Priority Data,IPC,Applicants,Inventors,FP Image\n"
        'WO2018999998,21.06.2018,LAMP,"[60/999,998 20.12.2016 US, 200499998U 2004-10-01T23:59:59.000Z ES]",'
        'F21L 4/00 20060101AFI20130528VHKR;F21L 4/00,EXAMPLE LAMPS LTD,"DOE, Jane;ROE, Rick",\n'
    )
    record = read(text, expect="patentscope").records[0]
    assert (record.publication_number, record.publication_date) == ("WO2018999998", date(2018, 6, 21))
    assert record.priorities == (
        Priority("US60/999998", date(2016, 12, 20)),
        Priority("ES200499998U", date(2004, 10, 1)),
    )
    assert record.ipc == ("F21L4/00",)
    assert record.inventors == (Inventor("DOE, Jane"), Inventor("ROE, Rick"))


def test_columns_of_citations_say_who_cited_and_when(read: Read) -> None:
    row = (
        "LAMP,CA2999998 (A1); CA2999998 (C),24/08/2001,DOE JANE [US];  ROE RICK [CA],LAMPS LTD [CA],"
        "F21L4/00; F21V21/14,CA20002999998,20000310,US19990267981 19990312,US5999998 (A); USD209526S (S),XP000001,"
        "US5999997 (A),DE19999998 (A1)"
    )
    batch = read(f"{ESPACENET}\n{row}\n", expect="espacenet")
    record = batch.records[0]
    assert codes(batch) == []
    assert (record.publication_number, record.family_members) == ("CA2999998A1", ("CA2999998C",))
    assert (record.publication_date, record.filing_date) == (date(2001, 8, 24), date(2000, 3, 10))
    assert record.inventors == (Inventor("DOE JANE", "US"), Inventor("ROE RICK", "CA"))
    assert [(c.number, c.cited_by, c.phase) for c in record.citations] == [
        ("US5999998A", CitedBy.EXAMINER, "SEA"),
        ("USD209526S", CitedBy.EXAMINER, "SEA"),
        ("DE19999998A1", CitedBy.EXAMINER, "ISR"),
        ("US5999997A", CitedBy.APPLICANT, "APP"),
    ]
    assert record.non_patent_citations == ("XP000001",)


def test_an_en_space_that_a_spreadsheet_damaged_is_mended(read: Read) -> None:
    row = b"LAMP,KR20010107998 (A),07/12/2001,YOU EXAMPLE\x89\xdb\xe2[KR],YOU EXAMPLE\x89\xdb\xe2[KR],,,0,,,,,"
    batch = read(ESPACENET.encode() + b"\r" + row + b"\r", expect="espacenet")
    assert batch.records[0].inventors == (Inventor("YOU EXAMPLE", "KR"),)
    assert codes(batch) == ["encoding_guessed"]


@pytest.mark.parametrize(
    "heading",
    [
        "No Titel Erfinder Anmelder Veröffentlichungsnummer ? IPC CPC Veröffentlichungsdatum Familiennummer",
        "N° Titre Inventeurs Demandeurs Numéro_de_publication ? CIB CPC Date_de_publication Numéro_de_famille",
        "No Title Inventors Applicants Publication_number Earliest_priority IPC CPC Publication_date Family_number",
    ],
)
def test_three_languages_banners_and_cells_of_several_lines(read: Read, heading: str) -> None:
    heading = ";".join(f'"{name.replace("_", " ")}"' for name in heading.split())
    banner = '"Espacenet";"";"";""\n"2 Treffer";"";"";""\n"";"";"";""\n'
    rows = (
        '"1";"Lamp";"DOE JANE [US]";"";"US9999998B2";"2016-12-20";"F21L4/00 \nF21V21/14";"F21L4/00 (EP,US)";'
        '"2018-06-19";"099"\n'
        '"2";"Lamp";"";"";"US2017999998A1 \nUS9999997B2";"2016-01-20";"";"";"2017-05-29 \n2018-08-10";"098"\n'
    )
    batch = read(f"{banner}{heading}\n{rows}", expect="espacenet")
    assert [(r.publication_number, r.publication_date) for r in batch.records] == [
        ("US9999998B2", date(2018, 6, 19)),
        ("US20170999998A1", date(2017, 5, 29)),
        ("US9999997B2", date(2018, 8, 10)),
    ]
    assert (batch.records[0].ipc, batch.records[0].cpc) == (("F21L4/00", "F21V21/14"), ("F21L4/00",))
    assert batch.records[1].family_members == ("US9999997B2",)
    assert batch.records[0].family_id == "099"


def test_families_of_patsnap(read: Read) -> None:
    heading = (
        "application_number,application_date,priority,priority_date,family_members,publication_number,family_variance"
    )
    row = "EP2014290118,2014-04-24,US14/999998,-,EP9999998B1 | EP9999998A1,EP9999998B1,0"
    record = read(f"{heading}\n{row}\n", expect="patsnap").records[0]
    assert (record.publication_number, record.application_number[:10]) == ("EP9999998B1", "EP14290118")
    assert record.family_members == ("EP9999998A1",)
    assert record.priorities == (Priority("US14/999998"),)


def test_the_list_of_google_patents_begins_with_the_search(read: Read) -> None:
    text = (
        "search URL:,https://patents.example/?q=lamp\n"
        "id,title,assignee,inventor/author,priority date,filing/creation date,publication date,grant date,result link\n"
        'US-9999998-B2,Lamp,"Example Lamps, Ltd, Roe & Co., Inc.","Jane Doe, Rick Roe",2016-12-20,2017-12-19,'
        "2018-06-19,2018-06-19,x\n"
    )
    record = read(text, expect="google_patents").records[0]
    assert [party.name for party in record.applicants] == ["Example Lamps, Ltd", "Roe & Co., Inc."]
    assert len(record.inventors) == 2
    assert (record.filing_date, record.grant_date) == (date(2017, 12, 19), date(2018, 6, 19))


@pytest.mark.parametrize("shape", ["array", "lines", "sheet"])
def test_chosen_columns_of_bigquery(read: Read, shape: str) -> None:
    row = {
        "publication_number": "US-9999998-B2",
        "title": "Lamp",
        "url": "x",
        "code": "F21L4/00",
        "number_of_cited_by": "3",
    }
    content = {
        "array": json.dumps([row]),
        "lines": json.dumps(row) + "\n",
        "sheet": f"{','.join(row)}\n{','.join(row.values())}\n",
    }
    batch = read(content[shape], expect="bigquery")
    record = batch.records[0]
    assert codes(batch) == []
    assert (record.publication_number, record.cpc, record.vendor_counts) == (
        "US9999998B2", ("F21L4/00",), (VendorCount("cited_by", 3),),
    )  # fmt: skip


def test_a_whole_row_of_bigquery(read: Read) -> None:
    row = {
        "publication_number": "CN-109999998-A", "application_number": "CN-201910000001-A", "country_code": "CN",
        "kind_code": "A", "family_id": "66999998", "publication_date": 20190719, "filing_date": 20190102,
        "grant_date": 0, "title_localized": [{"text": "Lamp", "language": "en"}, {"text": "一种灯", "language": "zh"}],
        "claims_localized": [{"text": "1. 一种灯。\n2. 根据权利要求1所述的灯，为红色。", "language": "zh"}],
        "assignee_harmonized": [{"name": "EXAMPLE LAMPS LTD", "country_code": "CN"}], "inventor": ["LI EXAMPLE"],
        "ipc": [{"code": "F21L4/00"}], "fi": [{"code": "F21L4/00,610"}],
        "citation": [{"publication_number": "US-5999998-A", "type": "SEA", "category": "X"}, {"npl_text": "Lamps"}],
        "priority_claim": [{"application_number": "CN-201810000002-A", "filing_date": 20180103}],
    }  # fmt: skip
    record = read(json.dumps(row) + "\n", expect="bigquery").records[0]
    assert (record.filing_date, record.grant_date) == (date(2019, 1, 2), None)
    assert {text.lang: text.text for text in record.title} == {"en": "Lamp", "zh": "一种灯"}
    assert (record.language, record.claims[1].depends_on) == ("zh", (1,))
    assert record.applicants == (Party("EXAMPLE LAMPS LTD", "CN"),)
    assert [(c.number, c.cited_by, c.phase, c.category) for c in record.citations] == [
        ("US5999998A", CitedBy.EXAMINER, "SEA", "X")
    ]
    assert record.other_classes == ("FI F21L4/00,610",)
    assert record.priorities[0].date == date(2018, 1, 3)


def test_two_encodings_in_one_file_cost_no_row_but_in_its_numbers(read: Read) -> None:
    heading = b"Publication Number,Publication Date,Title,Priority Data,IPC,Applicants,Inventors,FP Image\n"
    padding = b"WO2018999990,21.06.2018,A plain title of a lamp that folds,,,,,\n" * 30
    rows = (
        b"WO2018999998,21.06.2018,LAMP,,,\xf8STERLAMPE A/S,,\n"
        + "WO2018999997,21.06.2018,灯,,,ØSTERLAMPE A/S,,\n".encode()
    )
    batch = read(heading + padding + rows + b"WO20189\xf8998,21.06.2018,LAMP,,,,,\n", expect="patentscope")
    assert batch.rejected == 1
    assert {(p.code, str(p.severity)) for p in batch.problems if p.code == "characters_damaged"} == {
        ("characters_damaged", "warning"), ("characters_damaged", "rejected"),
    }  # fmt: skip


def test_the_same_number_twice_with_other_days_is_refused_whatever_the_order_of_day_and_month(read: Read) -> None:
    row = "1,US,B2,US 9999998 B2,19/06/18,2018,US 201514600001 A,20/01/15,,Lamp,A LTD,,Granted Patent,0,1,,,"
    batch = read(f"{LENS}\n{row}\n{row.replace('20/01/15', '21/01/15')}\n{row}\n")
    assert (batch.kept, codes(batch)) == (2, ["rows_contradict"])


def test_months_come_first_where_the_file_says_so(read: Read) -> None:
    rows = "".join(
        f"1,US,B2,US 99999{n} B2,{day},2018,,,,Lamp,A LTD,,,0,1,,,\n"
        for n, day in ((91, "06/05/2018"), (92, "06/19/2018"))
    )
    assert read(f"{LENS}\n{rows}").records[0].publication_date == date(2018, 6, 5)


@pytest.mark.parametrize("bad", ["31/02/18", "soon"])
def test_a_day_that_is_none_refuses_its_row(read: Read, bad: str) -> None:
    batch = read(f"{LENS}\n1,US,B2,US 9999998 B2,{bad},2018,,,,Lamp,A LTD,,,0,1,,,\n")
    assert (batch.documents, batch.rejected) == (1, 1)
    assert codes(batch)[0] in ("date_impossible", "date_unreadable")


EXPECTED = {
    "bigquery_10000.csv": ("bigquery", 10_000),
    "bigquery_10000.json": ("bigquery", 10_000),
    "espacenet_citations_319.csv": ("espacenet", 319),
    "espacenet_citations_366.csv": ("espacenet", 366),
    "lens_1000.csv": ("lens", 1_000),
    "patentscope_10000.csv": ("patentscope", 10_000),
    "ritonavir_804.csv": ("mapped_table", 804),
}


@pytest.mark.samples
@pytest.mark.parametrize("name", EXPECTED)
def test_real_exports_are_read_to_the_last_row(samples: Path, read_source: Callable[..., Batch], name: str) -> None:
    expected, rows = EXPECTED[name]
    batch = read_source(Source(samples / "exports" / name, name), expect=expected)
    assert batch.documents == rows
    assert batch.kept >= 0.99 * rows
