"""The read-only API answers in the shapes of `--json`."""

from __future__ import annotations


def test_api_lists_the_figures(client):
    answer = client.get("/api/v1/figures").json()
    assert {row["id"] for row in answer} >= {"effective_inventions", "inventions_per_10k", "grants"}


def test_api_answers_a_figure_with_what_it_rests_on(client):
    answer = client.get("/api/v1/figures/inventions_per_10k?region=core&on=2023-11-30&versus=published:city").json()
    row = answer["rows"][0]
    assert answer["snapshot"] == 12
    assert row["value"] == 850.0
    assert row["denominator"] == 153_200
    assert row["versus"]["value"] == 262.9
    assert set(row) >= {
        "region",
        "on",
        "value",
        "numerator",
        "unknown",
        "basis",
        "source",
        "group",
        "provisional",
        "growth",
    }


def test_api_answers_a_series(client):
    answer = client.get(
        "/api/v1/figures/inventions_per_10k?region=core&start=2012-12-31&end=2023-11-30&every=year"
    ).json()
    assert len(answer["rows"]) == 12


def test_api_says_why_a_patent_is_not_counted(client):
    answer = client.get("/api/v1/figures/effective_inventions/why?number=ZL+2016+1+9999017.9&on=2023-11-30").json()
    assert answer["counted"] is False
    assert [row["test"] for row in answer["reasons"] if row["result"] is False] == ["in_force"]


def test_api_answers_one_patents_life(client):
    answer = client.get("/api/v1/patents/CN201219990315.3").json()
    assert answer["application_number"] == "CN201219990315.3"
    assert answer["events"][3]["announced"] == "2020-03-10"


def test_api_refuses_in_words(client):
    assert client.get("/api/v1/patents/CN1").status_code == 404
    assert "Known" in client.get("/api/v1/figures/nothing").json()["detail"]
    assert client.get("/api/v1/figures/grants?region=moon").status_code == 400
    assert client.get("/api/v1/figures/grants?every=year").status_code == 400
    assert client.get("/api/v1/figures/grants?on=2023-02-30").status_code == 422
    assert client.get("/api/v1/figures/effective_inventions/why?number=CN1").status_code == 400


def test_api_takes_no_writes(client):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/v1/figures").status_code == 405


def test_api_describes_itself_without_a_foreign_address(client):
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Patentry"
    docs = client.get("/api/v1/docs").content.decode()
    assert "//cdn" not in docs
    assert "https://" not in docs
