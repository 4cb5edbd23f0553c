"""Releases through the API: listed in parts, tagged, every vintage there for good."""

from __future__ import annotations

import json
from datetime import date

import people as accounts
import pytest
from test_releases import AT, plan, published

from district.accounts.roles import Role
from district.openstats.releases import actions, queries

LIST = "/api/v1/releases"


@pytest.fixture
def officer():
    return accounts.person(Role.DISTRICT_OFFICER)


def corrected(row, officer):
    made = actions.correct(release=row, zh="更正地址归属", en="An address was placed wrongly", by=officer, at=AT)
    for step in ("check", "announce", "publish"):
        made = actions.move(release=made, action=step, by=officer, at=AT)
    return made


def test_releases_are_listed_in_parts_with_the_address_of_the_next(client, officer) -> None:
    for year in (2020, 2021, 2022):
        published(officer, code=f"{year}-year", on=date(year, 12, 31))
    first = client.get(f"{LIST}?limit=2")
    told = json.loads(first.content)
    assert (told["total"], [row["code"] for row in told["rows"]]) == (3, ["2022-year", "2021-year"])
    assert first.headers["Link"] == f'<{told["next"]}>; rel="next"'
    rest = json.loads(client.get(told["next"]).content)
    assert ([row["code"] for row in rest["rows"]], rest["next"]) == (["2020-year"], None)
    since = json.loads(client.get(f"{LIST}?since=2022-01-01&figure=effective_inventions&region=core").content)
    assert [row["code"] for row in since["rows"]] == ["2022-year"]
    assert json.loads(client.get(f"{LIST}?region=moon").content)["rows"] == []


def test_every_vintage_stays_reachable_with_its_values(client, officer) -> None:
    first = published(officer)
    second = corrected(first, officer)
    for row in (first, second):
        told = json.loads(client.get(f"{LIST}/{row.code}").content)
        assert told["values"][0]["value"] == queries.values_of(row)[0].value
        assert told["values"][0]["definition"]["formula"]
        assert [one["code"] for one in told["vintages"]] == ["2022-year", "2022-year-c1"]
        assert {one["kind"] for one in told["bulletins"]} == {"pdf", "docx", "html"}
        assert client.get(told["bulletins"][0]["address"]).status_code == 200
    listed = {row["code"]: row for row in json.loads(client.get(LIST).content)["rows"]}
    assert listed["2022-year"]["corrected_by"] == "2022-year-c1"
    assert (listed["2022-year"]["state"], listed["2022-year-c1"]["corrects"]) == ("corrected", "2022-year")
    assert [row["code"] for row in json.loads(client.get(f"{LIST}?state=published").content)["rows"]] == [
        "2022-year-c1"
    ]


def test_whoever_has_an_answer_is_told_so_until_something_is_published(client, officer) -> None:
    first = published(officer)
    for address in (LIST, f"{LIST}/{first.code}"):
        tag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    tag = client.get(LIST).headers["ETag"]
    corrected(first, officer)
    assert client.get(LIST, headers={"if-none-match": tag}).status_code == 200


def test_what_is_not_published_is_not_told(client, officer) -> None:
    row = published(officer)
    actions.draft(plan=plan(code="2023-11"), by=officer, at=AT)
    actions.correct(release=row, zh="更正", en="Correction", by=officer, at=AT)
    assert [one["code"] for one in json.loads(client.get(LIST).content)["rows"]] == [row.code]
    assert json.loads(client.get(LIST).content)["rows"][0]["corrected_by"] is None
    for code in ("2023-11", "2022-year-c1", "nothing", "x" * 300):
        assert client.get(f"{LIST}/{code}").status_code == 404


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "offset=-1", "since=yesterday", "state=draft"])
def test_a_question_that_cannot_be_answered_is_refused(client, query: str) -> None:
    assert client.get(f"{LIST}?{query}").status_code == 422
