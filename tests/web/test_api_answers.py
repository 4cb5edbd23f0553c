"""Answers of the API: parts with a way to the next, tags, and an answer given again without making it anew."""

from __future__ import annotations

import json

import pytest

from district.openstats import provider, quick

FIGURE = "/api/v1/figures/inventions_per_10k?region=core&on=2023-11-30"
SERIES = "/api/v1/figures/inventions_per_10k?region=core&start=2012-12-31&end=2023-11-30&every=year"


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []
    plain = provider.Opened.figure

    def figure(self, figure, **terms):
        asked.append(figure)
        return plain(self, figure, **terms)

    monkeypatch.setattr(provider.Opened, "figure", figure)
    return asked


def test_an_answer_is_made_once_a_snapshot(client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = counting(monkeypatch)
    first, second = (client.get(FIGURE) for _ in range(2))
    assert (first.content, dict(first.items())) == (second.content, dict(second.items()))
    assert asked == ["inventions_per_10k"]
    provider.forget()
    client.get(FIGURE)
    assert len(asked) == 2


def test_an_answer_given_again_bears_every_header_of_the_first(client) -> None:
    headers = [client.get(FIGURE).headers for _ in range(2)][1]
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "ETag", "Last-Modified"):
        assert headers[name]
    assert headers["Content-Type"].startswith("application/json")
    assert headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("warm", [False, True])
def test_whoever_has_an_answer_is_told_so_and_nothing_is_counted(client, monkeypatch, warm: bool) -> None:
    tag = client.get(FIGURE).headers["ETag"]
    provider.forget()
    if warm:
        client.get(FIGURE)
    asked = counting(monkeypatch)
    again = client.get(FIGURE, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"], asked) == (304, b"", tag, [])
    assert client.get(FIGURE, headers={"if-none-match": '"other"'}).status_code == 200


def test_another_snapshot_or_question_has_another_tag(client, monkeypatch) -> None:
    tags = {client.get(one).headers["ETag"] for one in (FIGURE, SERIES, FIGURE + "&view=legal", FIGURE + "&limit=1")}
    provider.opened().snapshot = 13
    quick._answers.clear()
    tags.add(client.get(FIGURE).headers["ETag"])
    assert len(tags) == 5


def test_compressed_and_plain_answers_are_kept_apart(client) -> None:
    packed = [client.get(SERIES, headers={"accept-encoding": "gzip"}) for _ in range(2)]
    plain = [client.get(SERIES) for _ in range(2)]
    assert [one.headers.get("Content-Encoding") for one in packed] == ["gzip", "gzip"]
    assert [one.headers.get("Content-Encoding") for one in plain] == [None, None]
    assert json.loads(plain[1].content)["rows"]
    again = client.get(SERIES, headers={"accept-encoding": "gzip", "if-none-match": packed[1].headers["ETag"]})
    assert again.status_code == 304


def test_refusals_are_not_remembered(client) -> None:
    quick._answers.clear()
    for query in ("region=moon", "on=2023-02-30", "limit=0", "by=nonsense"):
        assert client.get(f"/api/v1/figures/grants?{query}").status_code in (400, 422)
    assert not quick._of(provider.opened())._kept


def test_memory_has_a_bound_and_the_oldest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "MOST_BYTES", 25)
    kept = quick.Answers()
    for name in "abc":
        kept.keep((name, False), quick.Answer(b"x" * 10, ()))
        kept.keep((name, False), quick.Answer(b"x" * 10, ()))
    assert [kept.find((name, False)) is not None for name in "abc"] == [False, True, True]


def test_a_series_comes_in_parts_with_the_address_of_the_next(client) -> None:
    whole = client.get(SERIES).json()["rows"]
    rows, address = [], f"{SERIES}&limit=5"
    while address:
        answer = client.get(address)
        rows += answer.json()["rows"]
        link = answer.headers.get("Link", "")
        address = link.removeprefix("<").removesuffix('>; rel="next"')
    assert rows == whole


def test_patents_behind_a_value_come_in_parts_without_an_address(client) -> None:
    address = "/api/v1/figures/effective_inventions/patents?region=core&on=2023-11-30"
    answer = client.get(address).json()
    assert (answer["total"], len(answer["rows"])) == (13_022, 50)
    assert answer["next"] == "/api/v1/figures/effective_inventions/patents?region=core&on=2023-11-30&offset=50"
    assert client.get(answer["next"]).json()["rows"][0]["title"].endswith("（51）")
    assert not [name for name in answer["rows"][0] if "address" in name]
    assert client.get(f"{address}&offset=13000").json()["next"] is None
    assert client.get(f"{address}&place=unresolved").json()["total"] == 97


@pytest.mark.parametrize("query", ["limit=1001", "limit=-1", "offset=-1", "limit=x", "place='", "offset=" + "9" * 30])
def test_a_part_that_cannot_be_is_refused(client, query: str) -> None:
    assert client.get(f"/api/v1/figures/effective_inventions/patents?{query}").status_code == 422


def test_the_catalogue_is_narrowed_by_measure_and_right(client) -> None:
    assert [row["id"] for row in client.get("/api/v1/figures?measure=grants").json()] == ["grants"]
    assert client.get("/api/v1/figures?right_type=design").json() == []


def test_the_description_tells_of_parts_and_tags(client) -> None:
    told = client.get("/api/v1/openapi.json").json()["paths"]
    named = {one["name"] for one in told["/api/v1/figures/{figure}"]["get"]["parameters"]}
    assert {"limit", "offset", "versus"} <= named
    assert "If-None-Match" in told["/api/v1/figures/{figure}"]["get"]["description"]
    assert "/api/v1/figures/{figure}/patents" in told
