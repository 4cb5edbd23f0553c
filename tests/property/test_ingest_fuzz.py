"""Good files spoilt at random: an ingest never raises, accounts for everything, and harms no earlier snapshot."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.dataset as ds
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentry.corpus import Home, Snapshot, files_of, latest, open_snapshot
from patentry.ingestion import ingest
from patentry.ingestion.export import records_of
from patentry.numbers.cn import check_digit
from patentry.records import Record, RightType
from patentry.records.jsonl import record_to_json
from patentry.status.tenures import tenures_of

AT = datetime(2024, 1, 2, tzinfo=UTC)
BUDGET = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = [b'"', b",", b"\n", b"\r", b"\0", b"<", b"&x;", b"]]>", b"<?xml ", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"}",
          b"\\ud800", b"2.01410E+11", b"2023-02-30", b"9999999999", b"-1", "；".encode(),
          "申请号".encode("gbk")]  # fmt: skip


def number(serial: int) -> str:
    digits = f"20151{serial:07d}"
    return f"{digits}.{check_digit(digits)}"


def _list() -> str:
    heading = "申请号,公开（公告）号,专利类型,发明名称,申请日,授权公告日,申请人,地址,主分类号\n"
    return heading + "".join(
        f"{number(n)},CN10{4_000_000 + n}B,发明,装置{n},2015-03-02,2017-05-03,甲公司;乙公司,云州市一路{n}号,H01L21/00\n"
        for n in range(1, 9)
    )


def _events() -> str:
    block = "#法律状态公告日：2021-06-04; 法律状态：专利权的终止; 描述信息：未缴年费 终止日期:20200302"
    change = "变更前权利人:甲公司 变更后权利人:丙公司"
    return "申请号,法律状态公告日,法律状态,法律状态信息\n" + "".join(
        f"{number(n)},2019-01-0{n},专利权的转移,登记生效日:2018122{n} {change}\n{number(n)},,,{block}\n"
        for n in range(1, 6)
    )


def _xml() -> str:
    document = """<?xml version="1.0" encoding="UTF-8"?>
<us-patent-grant dtd-version="v4.5 2014-04-03" country="US"><us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>0892600{n}</doc-number><kind>B2</kind>
<date>20150106</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>1360000{n}</doc-number>
<date>20120203</date></document-id></application-reference>
<us-application-series-code>13</us-application-series-code><invention-title>Device &amp; use</invention-title>
</us-bibliographic-data-grant><claims><claim num="1"><claim-text>1. A device.</claim-text></claim></claims>
</us-patent-grant>
"""
    return "".join(document.replace("{n}", str(n)) for n in range(1, 5))


def _lines() -> str:
    records = (
        Record(authority="CN", right_type=RightType.INVENTION, application_number=f"CN{number(n)}", ipc=("H01L21/00",))
        for n in range(1, 6)
    )
    return "".join(record_to_json(record) + "\n" for record in records)


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, text in enumerate(_list().splitlines()):
            sheet.write_row(line, 0, text.split(","))
    return out.getvalue()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.csv", _list())
        archive.writestr("events.csv", _events())
    return out.getvalue()


def _regions() -> str:
    heading = "region,parent,name_zh,name_en,kind,address_patterns"
    return f"{heading}\ncity,,云州市,Yunzhou,city,云州市\nb,city,乙区,B,zone,一路[1-9]\n"


GOOD = {
    "list.csv": _list().encode(),
    "list-gbk.csv": _list().encode("gb18030"),
    "events.csv": _events().encode(),
    "grants.xml": _xml().encode(),
    "records.jsonl": _lines().encode(),
    "regions.csv": _regions().encode(),
    "list.xlsx": _workbook(),
    "list.csv.gz": gzip.compress(_list().encode(), mtime=0),
    "both.zip": _zip(),
}
PLACES = st.floats(0, 1, exclude_max=True)
INSERTED = st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=6))
SPOILT = st.lists(st.tuples(PLACES, st.integers(0, 40), INSERTED), min_size=1, max_size=5)


def spoil(content: bytes, wounds: list[tuple[float, int, bytes]]) -> bytes:
    """Cut out a few bytes here and there and put others in their place."""
    for where, length, piece in wounds:
        start = int(where * len(content))
        content = content[:start] + piece + content[start + length :]
    return content


def keys(snapshot: Snapshot, table: str) -> list[tuple[str, str]]:
    rows = ds.dataset(snapshot.uris(table), format="parquet").to_table(columns=["key", "digest"]).to_pylist()
    return sorted((row["key"], row["digest"]) for row in rows)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home whose snapshot 1 holds the good files; it takes whatever the tests bring."""
    folder = tmp_path_factory.mktemp("fuzz")
    made = Home(folder / "home")
    made.create()
    for name in ("list.csv", "events.csv"):
        (folder / name).write_bytes(GOOD[name])
    ingest(home=made, paths=[folder / "list.csv", folder / "events.csv"], at=AT)
    yield made
    # Whatever was kept can be derived and printed.
    tenures_of(latest(made))
    for record in records_of(latest(made), number=None):
        json.loads(record_to_json(record))


def check(home: Home, folder: Path, name: str, wounds: list[tuple[float, int, bytes]]) -> None:
    before = {table: keys(open_snapshot(home, 1), table) for table in ("records", "events")}
    path = folder / name
    path.write_bytes(spoil(GOOD[name], wounds))
    was = latest(home)
    report = ingest(home=home, paths=[path], at=AT)
    now = latest(home)
    assert report.snapshot == now.number
    assert now.number - was.number in (0, 1)
    for file in report.files:
        assert file.documents == file.kept + file.rejected
        assert file.rejected <= sum(p.count for p in file.problems if p.severity == "rejected")
    if now.number > was.number:
        added = [row for row in files_of(now) if row.added_in == now.number]
        assert sum(row.kept for row in added) > 0
    elif any(file.kept for file in report.files):
        assert {row.file for row in files_of(now)}
    assert {table: keys(open_snapshot(home, 1), table) for table in before} == before
    assert list(home.staging.iterdir()) == []


@pytest.mark.parametrize("name", GOOD)
@BUDGET
@given(wounds=SPOILT)
def test_a_spoilt_file_is_accounted_for_and_harms_nothing(
    tmp_path: Path, home: Home, name: str, wounds: list[tuple[float, int, bytes]]
) -> None:
    check(home, tmp_path, name, wounds)


@pytest.mark.soak
@pytest.mark.parametrize("name", GOOD)
@LONG
@given(wounds=SPOILT)
def test_many_spoilt_files_are_accounted_for_and_harm_nothing(
    tmp_path: Path, home: Home, name: str, wounds: list[tuple[float, int, bytes]]
) -> None:
    check(home, tmp_path, name, wounds)
    if latest(home).number % 10 == 0:
        tenures_of(latest(home))
