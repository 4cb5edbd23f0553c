"""Hostile and careless tables: whatever a file holds, it is read, refused row by row, or refused as a whole."""

from __future__ import annotations

import contextlib
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soaking import MANY, soak_drawn

from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import FORMATS, format_named
from patentry.offices.tabular.cells import CellError, parse_date, split_symbols, split_values
from patentry.offices.tabular.table_format import TabularFormat
from patentry.records import (
    Citation,
    CitedBy,
    Claim,
    Inventor,
    LangText,
    Party,
    Record,
    RightType,
    Severity,
)
from patentry.records.jsonl import record_from_json, record_to_json

CAREFUL = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
HEADINGS = {
    "cnipa_table": "申请号,公开（公告）号,专利类型,发明名称,申请日,授权公告日,申请人,地址,主分类号,失效日",
    "legal_events": "number,date,effective_date,code,text,holder,address",
    "regions": "region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to",
    "populations": "region,date,value,unit,kind,source,published_on,supersedes",
    "enterprises": "name,uscc,address,region,tags,valid_from,valid_to",
    "published": "region,figure,date,value,unit,source,published_on",
    "corrections": "number,field,value,valid_from,reason",
    "inpadoc_codes": "country,code,influence,description,event_class,valid_from",
    "cnipa_fee_list": "申请号,费用种类,应缴金额,缴费截止日,状态,缴费日期,滞纳金,滞纳期起,滞纳期止",
    "pledges": "number,contract_number,registered_on,released_on,amount,unit,amount_of,pledgor,pledgee,source",
    "implementations": "number,product,since,until,basis,source",
    "awards": "number,award,level,session,awarded_on,source",
    "overseas_members": "number,member,country,granted_on,status,source",
    "enterprise_tags": "name,uscc,tag,level,certificate,valid_from,valid_to,source",
    "aliases": "name,organisation,kind,valid_from,valid_to,source",
    "separations": "name,other_name,reason,source,withdrawn_on",
    "technology_fields": "Field_number,Sector_en,Field_en,IPC_code,Updated_on",
    "class_titles": "scheme,symbol,lang,title,edition",
    "symbol_moves": "from_symbol,to_symbol,edition,source,checked",
    "concordances": "scheme,version,branch,branch_name,include,exclude,keywords,edition,source",
    "lens": "Jurisdiction,Kind,Display Key,Lens ID,Publication Date,Application Number,Application Date,Applicants",
    "patentscope": "Publication Number,Publication Date,Title,Priority Data,IPC,Applicants,Inventors,FP Image",
    "espacenet": "Title,Publication number,Publication date,Applicant(s),International classification,Family number",
    "patsnap": "publication_number,application_number,application_date,priority,family_members,family_variance",
    "google_patents": "id,title,assignee,inventor/author,filing/creation date,publication date,grant date,result link",
    "table": "publication_number,application_number,filing_date,title_zh,claims,applicants,ipc,citations",
}
TABLES = list(HEADINGS)
PADDING = "\n" * 2000
"""So that damaged characters stay few: a file that is mostly such is no text."""
PIECES = [
    "201410135735.5", "CN104000000B", "2.01410E+11", "2015-03-11", "2023-02-30", "42074", "授权", "发明专利",
    "#法律状态公告日：2016-01-06; 法律状态：授权; 描述信息：", "变更事项:地址变更前:", "变更后权利人:", "终止日期:",
    "甲公司;乙公司", "万人", "0", '"', '""', ",", ";", "\n", "\r", "\t", "|", "\ufeff", "\0", "=", "'", "[", "{",
    "H01L21/00", "region", "1e999", "NaN",
]  # fmt: skip
CELLS = st.one_of(st.sampled_from(PIECES), st.text(max_size=12))
TEXTS = st.lists(st.one_of(CELLS, st.just(","), st.just("\n")), max_size=60).map("".join)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.none() | st.dates(min_value=date(1800, 1, 1))


def read_all(path: Path, name: str) -> Batch:
    """Everything a format makes of a file; only `UnreadableFileError` may come out of it."""
    source, chosen, whole = Source(path, path.name), format_named(name), Batch()
    chosen.recognises(source)
    for chunk in chosen.chunks(source):
        batch = chosen.read(chunk)
        assert batch.documents == len(batch.records) + len(batch.events) + len(batch.reference) + batch.rejected
        assert batch.rejected == len(batch.quarantine)
        refused = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
        assert len(refused) == batch.rejected
        for problem in batch.problems:
            assert problem.code
        for item in batch.quarantine:
            item.content.encode("utf-8", errors="surrogatepass")
        whole.records += batch.records
    return whole


def test_every_format_of_tables_has_a_heading_here() -> None:
    # A table nobody knows has no heading of its own; test_exports_fuzz.py disturbs it and the databases' exports.
    named = {known.name for known in FORMATS if isinstance(known, TabularFormat)} - {"mapped_table"}
    assert named <= HEADINGS.keys()


@pytest.mark.parametrize("name", TABLES)
@CAREFUL
@given(text=TEXTS)
def test_any_rows_under_a_right_heading_are_accounted_for(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"{HEADINGS[name]}\n{PADDING}{text}", encoding="utf-8", errors="replace", newline="")
    read_all(path, name)


@CAREFUL
@given(name=st.sampled_from(TABLES), content=st.binary(max_size=400), start=st.booleans())
def test_any_bytes_are_read_or_refused_as_a_whole(tmp_path: Path, name: str, content: bytes, start: bool) -> None:
    path = tmp_path / "bytes.csv"
    path.write_bytes((HEADINGS[name].encode() + b"\n" if start else b"") + content)
    with contextlib.suppress(UnreadableFileError):
        read_all(path, name)


@pytest.mark.soak
@pytest.mark.parametrize("name", TABLES)
def test_any_rows_under_a_right_heading_are_accounted_for_for_minutes(tmp_path: Path, name: str) -> None:
    path = tmp_path / "rows.csv"

    @MANY
    @given(text=TEXTS | st.text(max_size=300), padding=st.sampled_from(["", PADDING]))
    def more(text: str, padding: str) -> None:
        path.write_text(f"{HEADINGS[name]}\n{padding}{text}", encoding="utf-8", errors="replace", newline="")
        with contextlib.suppress(UnreadableFileError):
            read_all(path, name)

    soak_drawn(more)


def workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS["cnipa_table"].split(","))
        sheet.write_row(1, 0, ["201410135735.5", "CN104000000B", "发明专利", "装置", "2014-04-04", 42074])
        sheet.merge_range(2, 0, 4, 0, "95115608.X")
    return made.getvalue()


@CAREFUL
@given(place=st.integers(min_value=0, max_value=7000), piece=st.binary(min_size=1, max_size=8), cut=st.booleans())
def test_a_damaged_workbook_is_read_or_refused_as_a_whole(tmp_path: Path, place: int, piece: bytes, cut: bool) -> None:
    whole = workbook()
    place %= len(whole)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(whole[:place] + piece + (b"" if cut else whole[place + len(piece) :]))
    with contextlib.suppress(UnreadableFileError):
        read_all(path, "cnipa_table")


@given(text=st.one_of(CELLS, st.text("0123456789-./年月日 T:", max_size=14)))
def test_a_cell_is_a_day_or_nothing_or_refused(text: str) -> None:
    with contextlib.suppress(CellError):
        day = parse_date(text)
        assert day is None or parse_date(day.isoformat()) == day


@given(text=st.text(max_size=60))
def test_no_value_of_a_cell_is_blank(text: str) -> None:
    assert all(value.strip() for value in (*split_values(text), *split_symbols(text)))


PARTIES = st.lists(
    st.builds(Party, WORDS, st.none() | WORDS, st.none() | WORDS, st.none() | WORDS, st.none() | WORDS),
    max_size=3,
).map(tuple)
LANGUAGES = st.dictionaries(st.sampled_from(["zh", "en", "de", "ja"]), WORDS, max_size=3).map(
    lambda texts: tuple(LangText(lang, text) for lang, text in texts.items())
)
STRINGS = st.lists(WORDS, max_size=3).map(tuple)
COUNTS = st.integers(min_value=0, max_value=10_000)
RECORDS = st.builds(
    Record,
    authority=st.just("CN"),
    right_type=st.sampled_from(RightType),
    publication_number=st.sampled_from(["CN104000000B", "CN104000000A", "US8093456B2"]),
    application_number=st.none() | st.just("CN201410135735.5"),
    kind=st.none() | st.sampled_from(["A", "B"]),
    filing_date=DAYS,
    publication_date=DAYS,
    grant_date=DAYS,
    title=LANGUAGES,
    abstract=LANGUAGES,
    claims=st.lists(st.builds(Claim, COUNTS, WORDS, st.lists(COUNTS, max_size=3).map(tuple)), max_size=3).map(tuple),
    inventors=st.lists(st.builds(Inventor, WORDS, st.none() | WORDS), max_size=3).map(tuple),
    applicants=PARTIES,
    holders=PARTIES,
    ipc=STRINGS,
    cpc=STRINGS,
    citations=st.lists(st.builds(Citation, WORDS, st.sampled_from(CitedBy)), max_size=3).map(tuple),
    non_patent_citations=STRINGS,
    family_id=st.none() | WORDS,
    applicant_type=st.none() | WORDS,
    agency=st.none() | WORDS,
    province_code=st.none() | WORDS,
    district=st.none() | WORDS,
    term_filing_date=DAYS,
    term_extension_days=st.none() | st.integers(min_value=-5000, max_value=5000),
    terminal_disclaimer=DAYS,
    vendor_validity=st.none() | WORDS,
    vendor_status=st.none() | WORDS,
    vendor_lapsed_on=DAYS,
)  # fmt: skip


@given(record=RECORDS)
def test_a_printed_record_reads_back_equal(record: Record) -> None:
    line = record_to_json(record)
    assert "\n" not in line
    assert record_from_json(line) == record


def consistent(record: Record) -> bool:
    days = [day for day in (record.filing_date, record.grant_date, record.vendor_lapsed_on) if day]
    return days == sorted(days)


SOUND = RECORDS.filter(consistent).map(
    lambda record: Record(
        **{name: getattr(record, name) for name in Record.__slots__}
        | {
            "authority": (record.publication_number or "CN")[:2],
            "kind": (record.publication_number or "B")[11:] or "B2",
            "right_type": RightType.INVENTION if record.application_number else record.right_type,
            "ipc": ("H01L21/00", "G06F17/30"),
            "cpc": ("H01L21/00",),
            "filing_date": None,
        }
    )
)


@CAREFUL
@given(records=st.lists(SOUND, min_size=1, max_size=5))
def test_an_export_ingested_again_gives_equal_records(tmp_path: Path, records: list[Record]) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text("".join(record_to_json(record) + "\n" for record in records), encoding="utf-8")
    chosen, source = format_named("table"), Source(path, path.name)
    again = [record for chunk in chosen.chunks(source) for record in chosen.read(chunk).records]
    agreed = len({r.right_type for r in records if not r.application_number}) <= 1
    assert again == records or not agreed
