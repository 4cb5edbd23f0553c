"""Taking figures away: packages, citations, frames, whole tables, and answers one has already."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pyarrow.parquet as pq
import pytest
from fake_statistics import TRICK

from district.openstats import tablestream

ASKED = "region=core&on=2023-11-30"
FIGURE = "/{lang}/statistics/inventions_per_10k"


def address(kind: str, lang: str = "zh") -> str:
    return f"{FIGURE.format(lang=lang)}.{kind}?{ASKED}"


def package(client, lang: str = "zh") -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(client.get(address("zip", lang)).content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_package_describes_its_table_as_the_standard_asks(client, lang: str) -> None:
    parts = package(client, lang)
    assert set(parts) == {"datapackage.json", "data.csv", "README.md"}
    told = json.loads(parts["datapackage.json"])
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[-a-z0-9._/]+", told["name"])
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    assert told["licenses"][0]["path"].startswith("https://")
    assert all(source["title"] for source in told["sources"])
    datetime.fromisoformat(told["created"])
    (resource,) = told["resources"]
    assert (resource["type"], resource["path"], resource["encoding"]) == ("table", "data.csv", "utf-8")
    assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
    assert resource["bytes"] == len(parts["data.csv"])
    assert resource["hash"] == "sha256:" + hashlib.sha256(parts["data.csv"]).hexdigest()


def test_every_cell_of_a_package_reads_as_the_type_its_column_declares(client) -> None:
    parts = package(client)
    schema = json.loads(parts["datapackage.json"])["resources"][0]["schema"]
    rows = list(csv.reader(io.StringIO(parts["data.csv"].decode())))
    assert [field["name"] for field in schema["fields"]] == rows[0]
    read = {"date": date.fromisoformat, "number": float, "integer": int, "string": str}
    assert len(rows) == 20
    for row in rows[1:]:
        for cell, field in zip(row, schema["fields"], strict=True):
            assert cell in schema["missingValues"] or read[field["type"]](cell) is not None


@pytest.mark.parametrize("kind", ["zip", "bib", "ris"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_question_gives_the_same_bytes(client, kind: str, lang: str) -> None:
    first, second = (client.get(address(kind, lang)) for _ in range(2))
    assert (first.status_code, first.content) == (200, second.content)


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "zip", "svg"])
def test_licence_and_source_are_inside_every_file(client, kind: str) -> None:
    content = client.get(address(kind)).content
    if kind == "xlsx":
        from python_calamine import CalamineWorkbook

        told = str(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("说明").to_python())
    elif kind == "zip":
        told = "".join(part.decode() for part in package(client).values())
    else:
        told = content.decode()
    assert "CC BY 4.0" in told
    assert "CNIPA" in told or "国家知识产权局" in told or kind == "csv"


@pytest.mark.parametrize("kind", ["csv", "zip", "bib"])
def test_whoever_has_the_file_is_told_so_without_counting(client, kind: str, monkeypatch) -> None:
    first = client.get(address(kind))
    assert "max-age" in first.headers["Cache-Control"]
    assert first.headers["Last-Modified"] == "Wed, 10 Jan 2024 01:00:00 GMT"
    from district.openstats import stored

    monkeypatch.setattr(stored, "page", None)
    again = client.get(address(kind), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


def test_language_kind_and_question_have_tags_of_their_own(client) -> None:
    asked = [address("csv"), address("csv", "en"), address("json"), address("csv") + "&view=legal"]
    assert len({client.get(one).headers["ETag"] for one in asked}) == 4


def test_the_page_offers_a_line_to_cite_and_a_frame_to_copy(client) -> None:
    page = client.get(f"{FIGURE.format(lang='zh')}/?{ASKED}").content.decode()
    assert "[DS/OL]" in page
    assert "&lt;iframe src=&quot;http://testserver/zh/embed/figures/inventions_per_10k/?region=core&amp;amp;on=" in page
    assert "[Data set]" in client.get(f"{FIGURE.format(lang='en')}/?{ASKED}").content.decode()


def test_a_citation_names_figure_day_snapshot_and_address(client) -> None:
    bib = client.get(address("bib", "en")).content.decode()
    assert bib.startswith("@misc{inventions_per_10k-core-2023-11-30-12,")
    assert bib.count("{") == bib.count("}")
    assert "In-force inventions per 10,000 people: Core area, 30 November 2023" in bib
    ris = client.get(address("ris", "en")).content.decode()
    assert ris.startswith("TY  - DATA\r\n")
    assert ris.endswith("ER  - \r\n")
    assert "http://testserver/en/statistics/inventions_per_10k/" in ris


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_frame_may_stand_on_other_sites_and_runs_nothing(client, lang: str) -> None:
    answer = client.get(f"/{lang}/embed/figures/inventions_per_10k/?{ASKED}")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies
    page = answer.content.decode()
    assert "<script" not in page
    assert "<form" not in page
    assert "CC BY 4.0" in page
    assert f"/{lang}/statistics/inventions_per_10k/" in page
    assert page.count("<svg") == 2


def test_every_other_page_stays_out_of_frames(client) -> None:
    answer = client.get(f"{FIGURE.format(lang='zh')}/?{ASKED}")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_an_address_without_a_language_leads_to_the_file(client) -> None:
    asked = client.get("/figures/grants.csv?region=core&lang=en")
    assert (asked.status_code, asked.headers["Location"]) == (302, "/en/statistics/grants.csv?region=core")
    assert (
        client.get("/figures/grants.zip", headers={"accept-language": "zh-CN"}).headers["Location"].startswith("/zh/")
    )
    assert client.get("/figures/grants.csv?lang=//evil.example").headers["Location"].startswith("/zh/statistics/")


HOSTILE = ["region=moon", "on=2023-13-01", "view='", "attribution=<script>", "from=-1", "from=1e9", "from=" + "9" * 40]


@pytest.mark.parametrize("query", [*HOSTILE, "from=٣", "snapshot=11", "snapshot=' OR 1=1"])
def test_a_table_refuses_what_it_cannot_answer(client, query: str) -> None:
    answer = client.get(f"/zh/statistics/effective_inventions/patents.csv?{query}")
    assert answer.status_code == 400
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("figure", ["nothing", "x" * 60])
def test_files_of_a_figure_there_is_not_are_not_found(client, figure: str) -> None:
    for path in (f"statistics/{figure}.zip", f"statistics/{figure}/patents.csv", f"embed/figures/{figure}/"):
        assert client.get(f"/zh/{path}").status_code == 404


def test_a_whole_table_comes_row_by_row_and_nothing_in_it_runs(client) -> None:
    answer = client.get(f"/zh/statistics/effective_inventions/patents.csv?{ASKED}")
    assert answer.streaming
    content = b"".join(answer.streaming_content)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert (rows[0][0], len(rows)) == ("专利号", 13_023)
    assert rows[2][3] == "'" + TRICK


def test_a_table_goes_on_where_it_broke_off(client) -> None:
    address = f"/en/statistics/effective_inventions/patents.csv?{ASKED}&snapshot=12"
    whole = b"".join(client.get(address).streaming_content).splitlines()
    rest = b"".join(client.get(f"{address}&from=13000").streaming_content).splitlines()
    assert len(rest) == 23
    # The fake numbers its titles by their place.
    assert whole[13_001].split(b",")[2] == rest[1].split(b",")[2]


def test_a_table_broken_off_leaves_the_next_asked_for_whole(client) -> None:
    address = f"/en/statistics/effective_inventions/patents.parquet?{ASKED}"
    begun = client.get(address)
    next(iter(begun.streaming_content))
    begun.close()
    content = b"".join(client.get(address).streaming_content)
    table = pq.read_table(io.BytesIO(content))
    assert table.num_rows == 13_022
    assert table.column_names == list(tablestream.COLUMNS)
    assert not [name for name in table.column_names if "address" in name]


def test_memory_of_a_table_is_a_block_however_long_it_is() -> None:
    from fake_statistics import open_statistics

    row = open_statistics(home=None, snapshot=None).patents(limit=1).rows[0]  # type: ignore[arg-type]
    asked: list[int] = []

    def read(offset: int, limit: int):
        asked.append(offset)
        return [replace(row, title=str(offset))] * max(0, min(limit, 35_000 - offset))

    sizes = [len(part) for part in tablestream.to_csv(tablestream.blocks(read, start=0), "en")]
    assert asked == [0, 10_000, 20_000, 30_000]
    assert max(sizes) < 3_000_000
