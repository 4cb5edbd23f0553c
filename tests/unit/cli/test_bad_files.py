"""Files that are damaged, hostile or no patent files: refused with a clear message, and the rest of the work is done.

Every ingest here brings a good file beside the bad one: it must be taken whatever happens to the other.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from patentry.ingestion import unpacking
from patentry.wording import say

Command = Any
Rows = Callable[..., str]
GRANT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>
<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" country="US">
<us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>{number}</doc-number><kind>B2</kind>
<date>20150106</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>13{serial}</doc-number>
<date>20120203</date></document-id></application-reference>
<us-application-series-code>13</us-application-series-code>
<invention-title id="d2e43">{title}</invention-title>
</us-bibliographic-data-grant>
<claims><claim num="00001"><claim-text>1. A device.</claim-text></claim></claims>
</us-patent-grant>
"""


def grant(serial: int, title: str = "Device") -> str:
    return GRANT.format(number=f"0{8_926_000 + serial}", serial=f"{600_000 + serial:06d}", title=title)


def take(empty: Command, bad: Any, heading: str, row: Rows) -> dict[str, Any]:
    """Ingest the bad file between two good ones; what comes back is the bad file's account."""
    before = empty.write("before.csv", f"{heading}\n{row(1)}\n")
    after = empty.write("after.csv", f"{heading}\n{row(2)}\n")
    answer = empty("ingest", before, bad, after)
    assert answer.code == 0
    assert answer.json["snapshot"] == 1
    first, account, last = answer.json["files"]
    assert (first["kept"], last["kept"]) == (1, 1)
    assert account["documents"] == account["kept"] + account["rejected"]
    assert account["path"] == str(bad)
    for problem in account["problems"]:
        for lang in ("zh", "en"):
            assert say(f"problem.{problem['code']}", lang=lang, value="x")
    assert isinstance(account, dict)
    return account


def codes(account: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in account["problems"]]


def refused_whole(account: dict[str, Any], code: str, *, format_name: str | None = None) -> None:
    assert codes(account) == [code]
    assert (account["documents"], account["kept"], account["format"]) == (1, 0, format_name)


def workbook(cells: dict[tuple[int, int], str], merged: tuple[int, int, int, int, str] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for (line, column), value in cells.items():
            sheet.write_string(line, column, value)
        if merged:
            sheet.merge_range(*merged[:4], merged[4])
    return out.getvalue()


def sheet_of(*lines: str) -> dict[tuple[int, int], str]:
    return {(i, j): cell for i, line in enumerate(lines) for j, cell in enumerate(line.split(",")) if cell}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.txt", b"Dear officer, please find enclosed our report.\n"),
        ("program.xlsx", b"\x7fELF" + bytes(range(256)) * 40),
        ("prices.csv", b"item,price\napple,3\n"),
        ("data.jsonl", b'{"apple": 3}\n'),
    ],
)
def test_what_is_no_patent_file_is_refused_whole(
    empty: Command, heading: str, row: Rows, name: str, content: bytes
) -> None:
    account = take(empty, empty.write(name, content), heading, row)
    refused_whole(account, "format_unknown")
    assert name in account["problems"][0]["example"]["value"]
    assert "--format" in say("problem.format_unknown", lang="zh", value="x")


def test_an_empty_file_and_a_missing_file_are_named(empty: Command, heading: str, row: Rows) -> None:
    refused_whole(take(empty, empty.write("nothing.csv", b""), heading, row), "file_empty")
    answer = empty("ingest", empty.folder / "nowhere.csv", as_json=False, lang="zh")
    assert answer.code == 1
    assert "nowhere.csv" in answer.out
    assert "请核对路径" in answer.out


def test_a_file_that_cannot_be_opened_is_named(
    empty: Command, heading: str, row: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, open_as_ever = empty.write("locked.csv", b"x"), unpacking.Path.open

    def locked(self: Any, *args: Any, **named: Any) -> Any:
        if self == bad:
            raise PermissionError(13, "Permission denied")
        return open_as_ever(self, *args, **named)

    monkeypatch.setattr(unpacking.Path, "open", locked)
    refused_whole(take(empty, bad, heading, row), "file_unreadable")


def test_truncated_xml_costs_the_last_document_only(empty: Command, heading: str, row: Rows) -> None:
    content = grant(1) + grant(2) + grant(3)
    account = take(empty, empty.write("ipg150106.xml", content[:-120]), heading, row)
    assert (account["format"], account["documents"], account["kept"]) == ("uspto_grant_xml", 3, 2)
    (problem,) = [problem for problem in account["problems"] if problem["severity"] == "rejected"]
    assert (problem["code"], problem["example"]["row"]) == ("xml_broken", 3)
    assert len(empty("records").lines) == 4


def test_a_billion_laughs_cost_their_document_only_and_no_memory(empty: Command, heading: str, row: Rows) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughing = grant(2, title="&l9;").replace("[ ]", f'[<!ENTITY l0 "ha">{entities}]')
    account = take(empty, empty.write("ipg150106.xml", grant(1) + laughing + grant(3)), heading, row)
    assert (account["documents"], account["kept"]) == (3, 2)
    (problem,) = [problem for problem in account["problems"] if problem["severity"] == "rejected"]
    assert (problem["code"], problem["example"]["row"]) == ("entity_declared", 2)
    printed = empty("records").out
    assert "haha" not in printed


def bomb_gz(size: int) -> bytes:
    return gzip.compress(b"\0" * size, compresslevel=9)


def bomb_zip(*sizes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, size in enumerate(sizes):
            archive.writestr(f"list{number}.csv", b" " * size)
    return out.getvalue()


def bomb_xlsx(size: int) -> bytes:
    good = workbook(sheet_of("申请号,申请日", "x,y"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            padding = b" " * size if member.filename.endswith("sheet1.xml") else b""
            new.writestr(member.filename, content + padding)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.csv.gz", bomb_gz(80 << 20)),
        ("bomb.xlsx", bomb_xlsx(80 << 20)),
    ],
)
def test_a_bomb_is_refused_before_it_fills_anything(
    empty: Command, heading: str, row: Rows, name: str, content: bytes
) -> None:
    assert len(content) < 1 << 20
    account = take(empty, empty.write(name, content), heading, row)
    refused_whole(account, "zip_bomb")
    left = sum(path.stat().st_size for path in empty.home.rglob("*") if path.is_file())
    assert left < 4 << 20


def test_the_members_of_a_zip_may_not_swell_together_either(
    empty: Command, heading: str, row: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1 << 20)
    before = empty.write("before.csv", f"{heading}\n{row(1)}\n")
    archive = empty.write("bomb.zip", bomb_zip(*[900_000] * 5))
    answer = empty("ingest", archive, before)
    assert answer.code == 0
    *members, good = answer.json["files"]
    assert good["kept"] == 1
    assert [file["path"] for file in members] == [f"{archive}!list{n}.csv" for n in range(5)]
    assert codes(members[0]) != ["zip_bomb"]
    assert [codes(file) for file in members[1:]] == [["zip_bomb"]] * 4


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_damaged_archive_is_refused_whole(empty: Command, heading: str, row: Rows, cut: int) -> None:
    content = gzip.compress(os.urandom(400))
    refused_whole(take(empty, empty.write("cut.csv.gz", content[:cut]), heading, row), "archive_broken")
    refused_whole(take(empty, empty.write("cut.zip", bomb_zip(5000, 5000)[:cut]), heading, row), "archive_broken")


def test_the_good_members_of_a_zip_are_taken(empty: Command, heading: str, row: Rows) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("名单/one.csv", f"{heading}\n{row(1)}\n")
        archive.writestr("readme.txt", "nothing to see")
        archive.writestr("../../escape.csv", f"{heading}\n{row(2)}\n")
    answer = empty("ingest", empty.write("all.zip", out.getvalue()))
    assert [file["kept"] for file in answer.json["files"]] == [1, 0, 1]
    assert answer.json["files"][0]["path"].endswith("all.zip!名单/one.csv")
    assert not list(empty.folder.parent.rglob("escape.csv"))


def test_what_lies_beside_patent_files_is_named_and_fails_nothing(empty: Command, heading: str, row: Rows) -> None:
    folder = empty.folder / "inbox"
    folder.mkdir()
    (folder / "list.csv").write_text(f"{heading}\n{row(1)}\n", encoding="utf-8")
    (folder / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    answer = empty("ingest", "-r", folder)
    accounts = {Path(file["path"]).name: file for file in answer.json["files"]}
    photo = accounts["photo.csv"]
    assert answer.code == 0
    assert (photo["format"], photo["documents"], photo["kept"], photo["rejected"]) == (None, 0, 0, 0)
    assert [(p["code"], p["severity"], p["example"]["value"]) for p in photo["problems"]] == [
        ("not_patent_data", "warning", "image")
    ]
    assert any("a picture" in line for line in empty("ingest", folder, as_json=False, lang="en").lines)


def test_archives_inside_archives_are_opened_but_not_without_end(empty: Command, heading: str, row: Rows) -> None:
    content, name = f"{heading}\n{row(1)}\n".encode(), "list.csv"
    packed = gzip.compress(content)
    for level in range(5):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(f"{level}.zip" if level else f"{name}.gz", packed)
            archive.writestr("__MACOSX/._list.csv", b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
        packed = out.getvalue()
        answer = empty("ingest", "--again", empty.write(f"level{level}.zip", packed))
        files = answer.json["files"]
        assert [p["code"] for file in files for p in file["problems"]].count("not_patent_data") == min(level + 1, 4)
        assert sum(file["kept"] for file in files) == (1 if level < 3 else 0)
    assert "nested_too_deep" in [p["code"] for file in files for p in file["problems"]]


def test_an_xls_that_is_a_web_page_says_how_to_save_it(empty: Command, heading: str, row: Rows) -> None:
    page = f"<html><body><table><tr><td>申请号</td><td>申请日</td></tr><tr><td>{row(3)}</td></tr></table></body></html>"
    account = take(empty, empty.write("导出.xls", page), heading, row)
    refused_whole(account, "html_in_xls")
    assert "导出.xls" in account["problems"][0]["example"]["value"]
    assert ".xlsx" in say("problem.html_in_xls", lang="zh", value="x")


def test_merged_cells_stand_for_each_row_and_are_pointed_out(empty: Command, heading: str, row: Rows) -> None:
    lines = [heading, row(3, holder=""), row(4, holder="")]
    column = heading.split(",").index("申请人")
    book = workbook(sheet_of(*lines), merged=(1, column, 2, column, "云州丙公司"))
    account = take(empty, empty.write("merged.xlsx", book), heading, row)
    assert (account["kept"], codes(account)) == (2, ["merged_cells"])
    assert account["problems"][0]["example"] == {"row": 2, "field": None, "value": "2-3"}
    records = [json.loads(line) for line in empty("records").lines]
    assert [record["applicants"][0]["name"] for record in records].count("云州丙公司") == 2


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_gbk_is_read_as_gbk_whatever_the_file_says_of_itself(
    empty: Command, heading: str, row: Rows, mark: bytes
) -> None:
    content = mark + f"{heading}\n{row(3)}\n".encode("gbk")
    account = take(empty, empty.write("utf8.csv", content), heading, row)
    assert (account["kept"], codes(account)) == (1, ["encoding_guessed"])
    assert account["problems"][0]["example"]["value"] == "gb18030"
    record = next(json.loads(line) for line in empty("records").lines if "4000003" in line)
    assert record["title"] == {"zh": "一种装置3"}


def test_a_file_whose_own_name_is_gbk_is_taken_and_named(empty: Command, heading: str, row: Rows) -> None:
    raw = os.fsencode(empty.folder) + b"/" + "名单.csv".encode("gbk")
    with open(raw, "wb") as stream:
        stream.write(f"{heading}\n{row(1)}\nrubbish\n".encode())
    answer = empty("ingest", os.fsdecode(raw))
    assert answer.code == 0
    assert answer.json["files"][0]["path"] == f"{empty.folder}/名单.csv"
    assert (answer.json["files"][0]["kept"], answer.json["files"][0]["rejected"]) == (1, 1)
    (line,) = next((empty.home / "quarantine").iterdir()).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["file"] == f"{empty.folder}/名单.csv"


def test_an_unknown_heading_is_pointed_out_and_the_rest_is_read(empty: Command, heading: str, row: Rows) -> None:
    content = f"{heading},颜色\n{row(3)},红\n"
    account = take(empty, empty.write("list.csv", content), heading, row)
    assert (account["kept"], codes(account)) == (1, ["unknown_heading"])
    assert account["problems"][0] | {"count": 1} == {
        "code": "unknown_heading", "severity": "warning", "count": 1,
        "example": {"row": 1, "field": "颜色", "value": "颜色"},
    }  # fmt: skip
    assert empty("ingest", empty.write("none.csv", "颜色,味道\n红,甜\n"), "--format", "cnipa_table").code == 1
