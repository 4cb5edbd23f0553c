"""A figure told apart: every group with its share, and the patents behind it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from fake_statistics import FakeStatistics
from python_calamine import CalamineWorkbook

from patentry.statistics import CountedPage, FigureResult
from patentry.statistics.structure import GroupName
from patentry.wording import Refusal

PAGE = "/statistics/effective_inventions/by/"


@pytest.fixture
def told_apart(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The in-force inventions by two groups; answers what patents are asked for."""
    plain, listed, patents = FakeStatistics.figure, FakeStatistics.figures, FakeStatistics.patents
    asked: list[dict[str, object]] = []

    def figures(self: FakeStatistics) -> tuple[object, ...]:
        breakdowns = ("official_type", "technology_field", "enterprise_tag")
        return tuple(replace(one, breakdowns=breakdowns) for one in listed(self))

    def figure(self: FakeStatistics, figure: str, *, by: str | None = None, **terms: object) -> FigureResult:
        result = plain(self, figure, **terms)
        row = replace(result.rows[-1], value=1000, numerator=1000, unknown=7)
        if by is None:
            return replace(result, rows=(*result.rows[:-1], row))
        notes = ("note.groups_overlap",) if by == "enterprise_tag" else ()
        codes = ("08", "unknown") if by == "technology_field" else ("university", "individual")
        first = replace(row, group=codes[0], value=750, unknown=4, notes=notes)
        return replace(result, rows=(first, replace(row, group=codes[1], value=250, unknown=3, notes=notes)))

    def behind(self: FakeStatistics, **terms: object) -> CountedPage:
        asked.append(terms)
        return patents(self, **terms)

    monkeypatch.setattr(FakeStatistics, "figures", figures)
    monkeypatch.setattr(FakeStatistics, "figure", figure)
    monkeypatch.setattr(FakeStatistics, "patents", behind)
    names = {"08": GroupName("半导体", "Semiconductors")}
    monkeypatch.setattr(FakeStatistics, "group_names", lambda self, by: names if by == "technology_field" else {})
    return asked


@pytest.mark.django_db
@pytest.mark.usefixtures("told_apart")
def test_groups_stand_with_name_share_and_what_is_not_settled(client) -> None:
    html = client.get(f"/zh{PAGE}official_type/").content.decode()
    row = html.split("高等院校（职务）")[1].split("</tr>")[0]
    assert "750" in row
    assert "75" in row
    assert "个人（非职务）" in html
    assert "各组之和大于总数" not in html
    assert "1,000" in html.split('class="sum"')[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("told_apart")
def test_groups_that_overlap_say_that_they_do_not_add_up(client) -> None:
    assert "各组之和大于总数" in client.get(f"/zh{PAGE}enterprise_tag/").content.decode()
    assert "add up to more than the whole" in client.get(f"/en{PAGE}enterprise_tag/").content.decode()


@pytest.mark.django_db
def test_a_group_opens_into_its_patents(client, told_apart: list[dict[str, object]]) -> None:
    html = client.get(f"/en{PAGE}technology_field/").content.decode()
    assert "08 Semiconductors" in html
    link = html.split("08 Semiconductors")[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    page = client.get(link).content.decode()
    assert "08 Semiconductors" in page
    assert (told_apart[-1]["by"], told_apart[-1]["group"]) == ("technology_field", "08")


@pytest.mark.django_db
@pytest.mark.usefixtures("told_apart")
def test_a_figures_page_leads_to_its_breakdowns(client) -> None:
    assert f"/zh{PAGE}official_type/" in client.get("/zh/statistics/effective_inventions/").content.decode()


@pytest.mark.django_db
def test_overlapping_cases_stand_as_a_matrix_and_one_not_evaluated_is_no_nought(client, monkeypatch) -> None:
    plain, listed = FakeStatistics.figure, FakeStatistics.figures

    def figure(self: FakeStatistics, figure: str, *, by: str | None = None, **terms: object) -> FigureResult:
        result = plain(self, figure, **terms)
        row = replace(result.rows[-1], unknown=0)
        told = {
            "category": [("award", 40.0, 0), ("ten_years", 90.0, 0), ("pledge", None, 0)],
            "overlap": [("ten_years", 61.0, 0), ("ten_years+award", 29.0, 5), ("award", 11.0, 3)],
        }.get(by or "", [(None, 101.0, 8)])
        rows = tuple(replace(row, group=group, value=value, unknown=unknown) for group, value, unknown in told)
        return replace(result, rows=rows)

    breakdowns = ("category", "overlap")
    monkeypatch.setattr(FakeStatistics, "figure", figure)
    monkeypatch.setattr(
        FakeStatistics, "figures", lambda self: tuple(replace(one, breakdowns=breakdowns) for one in listed(self))
    )
    matrix = client.get(f"/en{PAGE}overlap/").content.decode().split('aria-labelledby="matrix"')[1]
    rows = matrix.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]
    bare = [[re.sub("<[^>]+>", "", cell) for cell in row] for row in cells]
    assert bare == [["90 +5", "—", "29 +5", "61"], ["—"] * 4, ["29 +5", "—", "40 +8", "11 +3"]]


def test_a_breakdown_whose_list_is_not_on_file_is_not_offered(
    client, monkeypatch: pytest.MonkeyPatch, told_apart
) -> None:
    def names(self: FakeStatistics, by: str) -> dict[str, object]:
        if by == "enterprise_tag":
            raise Refusal("grouping.not_on_file", value=by, list="enterprise_tags")
        return {}

    monkeypatch.setattr(FakeStatistics, "group_names", names)
    body = client.get("/zh/statistics/effective_inventions/").content.decode()
    assert "/by/official_type/" in body
    assert "/by/enterprise_tag/" not in body


@pytest.mark.django_db
@pytest.mark.usefixtures("told_apart")
@pytest.mark.parametrize(("lang", "name"), [("zh", "高等院校（职务）"), ("en", "university (service)")])
def test_a_breakdown_is_taken_away_with_what_belongs_to_it(client, lang: str, name: str) -> None:
    address = f"/{lang}{PAGE}official_type"
    page = client.get(f"{address}/?region=core&on=2023-11-30").content.decode()
    assert f"{address}.xlsx?" in page
    table = client.get(f"{address}.csv?region=core&on=2023-11-30")
    assert table.content == client.get(f"{address}.csv?region=core&on=2023-11-30").content
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [(row[4], float(row[6]), row[8], float(row[9])) for row in rows[1:]] == [
        ("university", 750, "0.75", 4),
        ("individual", 250, "0.25", 3),
        ("", 1000, "", 7),
    ]
    assert rows[1][5].lower() == name
    assert rows[1][-1] == "CC BY 4.0"
    told = json.loads(client.get(f"{address}.json?region=core&on=2023-11-30").content)
    assert (told["by"], told["whole"], len(told["groups"])) == ("official_type", 1000, 2)
    assert {"定义", "Definition"} & {heading for heading, _ in told["about"]}
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{address}.xlsx").content))
    assert len(book.get_sheet_by_index(0).to_python()) == 4
    assert any("CC BY 4.0" in str(cell) for row in book.get_sheet_by_index(1).to_python() for cell in row)
    tag = table.headers["ETag"]
    again = client.get(f"{address}.csv?region=core&on=2023-11-30", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
@pytest.mark.usefixtures("told_apart")
def test_files_of_groups_that_overlap_say_so_and_those_there_are_not_are_refused(client) -> None:
    told = json.loads(client.get(f"/zh{PAGE}enterprise_tag.json").content)
    assert told["groups_overlap"]
    assert "各组之和大于总数" in told["notes"][0]
    assert client.get(f"/zh/statistics/nothing/by/{'x' * 40}.csv").status_code == 404
    assert client.get(f"/zh{PAGE}enterprise_tag.zip").status_code == 404
