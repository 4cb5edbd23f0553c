"""Worked cases: which text of the claims stands on a day, and whether it is behind a decision."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.ingestion.export import records_of
from patentry.records.schemas import key_of_record
from patentry.status.claim_versions import ClaimsOnDay, claims_on
from patentry.status.outdated import outdated_records
from patentry.wording import Refusal

AT = datetime(2024, 1, 10, tzinfo=UTC)
CN = "CN200810000001.0"


class Desk:
    """A home one writes publications and events into, and asks for claims."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self.home.create()

    def publish(self, number: str | None, day: str | None, claims: str = "", **more: object) -> None:
        authority = (number or CN)[:2]
        texts = [{"number": 1, "text": claims}] if claims else []
        application = CN if authority == "CN" else f"{authority}08000001"
        row = {"publication_number": number, "application_number": application, "authority": authority,
               "right_type": "invention", "publication_date": day, "claims": texts, **more}  # fmt: skip
        self._ingest("jsonl", json.dumps(row, ensure_ascii=False))

    def event(self, number: str, announced: str, code: str, text: str, effective: str = "") -> None:
        self._ingest("csv", f"number,date,effective_date,code,text\n{number},{announced},{effective},{code},{text}\n")

    def _ingest(self, ending: str, content: str) -> None:
        path = self.folder / f"{len(list(self.folder.iterdir()))}.{ending}"
        path.write_text(content, encoding="utf-8")
        report = ingest(home=self.home, paths=[path], at=AT)
        assert report.files[0].kept == 1, report

    def ask(self, number: str, on: str, *, view: str = "recorded", known: str | None = None) -> tuple[str | None, bool]:
        """The text that stands, and whether it is outdated."""
        found = self.answer(number, on, view=view, known=known)
        claims = found.version.claims if found.version else ()
        return (claims[0].text if claims else None), found.claims_outdated

    def answer(self, number: str, on: str, *, view: str = "recorded", known: str | None = None) -> ClaimsOnDay:
        day = date.fromisoformat(known) if known else None
        return claims_on(latest(self.home), number, on=date.fromisoformat(on), view=view, known=day)

    def outdated(self) -> set[str]:
        """The records whose claims are said to be outdated."""
        keys = outdated_records(latest(self.home))
        return {key for r in records_of(latest(self.home), number=None) if (key := key_of_record(r)) in keys}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def granted(desk: Desk) -> Desk:
    """A Chinese patent, published 2009-07-01 and granted 2012-03-07."""
    desk.publish("CN101000001A", "2009-07-01", "一种泵")
    desk.publish("CN101000001B", "2012-03-07", "一种泵，包括盖", grant_date="2012-03-07")
    return desk


def test_claims_are_those_published_last_by_the_day(granted: Desk) -> None:
    assert granted.ask(CN, "2009-06-30") == (None, False)
    assert granted.ask(CN, "2009-07-01") == ("一种泵", False)
    assert granted.ask(CN, "2012-03-07") == ("一种泵，包括盖", False)


def test_decision_without_its_text_leaves_the_claims_outdated(granted: Desk) -> None:
    granted.event(CN, "2015-09-02", "IP01", "专利权部分无效", "2015-03-01")
    assert granted.ask(CN, "2015-09-01") == ("一种泵，包括盖", False)
    assert granted.ask(CN, "2015-09-02") == ("一种泵，包括盖", True)
    assert granted.ask(CN, "2016-01-01", known="2015-01-01") == ("一种泵，包括盖", False)
    assert granted.outdated() == {"CN101000001A", "CN101000001B"}


def test_maintained_text_stands_from_its_publication_and_in_law_from_the_grant(granted: Desk) -> None:
    granted.event(CN, "2015-09-02", "IP01", "专利权部分无效", "2015-03-01")
    granted.publish("CN101000001C1", "2015-09-02", "一种泵，包括圆盖", decision_number="第25000号")
    assert granted.ask(CN, "2015-09-01") == ("一种泵，包括盖", False)
    assert granted.ask(CN, "2015-09-02") == ("一种泵，包括圆盖", False)
    assert granted.ask(CN, "2012-03-07", view="legal") == ("一种泵，包括圆盖", False)
    assert granted.ask(CN, "2012-03-06", view="legal") == ("一种泵", False)
    assert granted.outdated() == set()


def test_second_decision_makes_the_text_of_the_first_outdated(granted: Desk) -> None:
    granted.event(CN, "2015-09-02", "IP01", "专利权部分无效")
    granted.publish("CN101000001C1", "2015-09-02", "一种泵，包括圆盖")
    granted.event(CN, "2018-05-02", "IP01", "专利权部分无效")
    assert granted.ask(CN, "2018-05-01") == ("一种泵，包括圆盖", False)
    assert granted.ask(CN, "2018-05-02") == ("一种泵，包括圆盖", True)
    assert "CN101000001B" in granted.outdated()


def test_decision_text_without_publication_is_a_version_of_its_own(granted: Desk) -> None:
    granted.event(CN, "2015-09-02", "IP01", "专利权部分无效", "2015-03-01")
    granted.publish(None, None, "一种泵，包括圆盖", decision_number="第25000号", decision_date="2015-03-01")
    assert granted.ask(CN, "2016-01-01") == ("一种泵，包括圆盖", False)
    assert granted.answer(CN, "2016-01-01").version.decision_number == "第25000号"  # type: ignore[union-attr]
    assert granted.ask("CN101000001B", "2014-01-01") == ("一种泵，包括盖", False)
    assert granted.outdated() == set()


def test_whole_correction_replaces_the_text_and_a_title_page_does_not(granted: Desk) -> None:
    granted.publish("CN101000001B8", "2012-08-01")
    assert granted.ask(CN, "2012-08-01") == ("一种泵，包括盖", False)
    granted.publish("CN101000001B9", "2012-10-03", "一种泵，包括盖和阀")
    assert granted.ask(CN, "2012-10-03") == ("一种泵，包括盖和阀", False)
    assert [v.publication_number for v in granted.answer(CN, "2012-10-03").versions] == [
        "CN101000001A", "CN101000001B", "CN101000001B9",
    ]  # fmt: skip


def test_correction_known_only_by_number_leaves_the_claims_outdated(granted: Desk) -> None:
    granted.publish("CN101000001B9", "2012-10-03")
    assert granted.ask(CN, "2012-10-03") == ("一种泵，包括盖", True)
    assert "CN101000001B" in granted.outdated()


def test_correction_event_counts_only_where_it_names_the_claims(granted: Desk) -> None:
    granted.event(CN, "2012-11-07", "CI03", "更正：说明书附图")
    assert granted.ask(CN, "2013-01-01") == ("一种泵，包括盖", False)
    granted.event(CN, "2012-12-05", "CI03", "更正：权利要求书")
    assert granted.ask(CN, "2013-01-01") == ("一种泵，包括盖", True)


def test_pledge_does_not_touch_the_claims(granted: Desk) -> None:
    granted.event(CN, "2013-01-02", "PE01", "专利权质押合同登记的生效")
    assert granted.ask(CN, "2014-01-01") == ("一种泵，包括盖", False)
    assert granted.outdated() == set()


def test_european_specification_after_opposition_counts_from_the_grant_in_law(desk: Desk) -> None:
    desk.publish("EP2000001B1", "2011-02-02", "A pump", grant_date="2011-02-02")
    desk.publish("EP2000001B2", "2014-06-04", "A pump with a lid")
    assert desk.ask("EP2000001", "2012-01-01") == ("A pump", False)
    assert desk.ask("EP2000001", "2012-01-01", view="legal") == ("A pump with a lid", False)
    assert desk.ask("EP2000001", "2014-06-04") == ("A pump with a lid", False)


def test_reexamination_certificate_counts_from_its_own_day(desk: Desk) -> None:
    desk.publish("US8000001B2", "2011-08-16", "A pump", grant_date="2011-08-16")
    desk.publish("US8000001C1", "2015-03-03", "A pump with a lid")
    assert desk.ask("US8000001B2", "2012-01-01", view="legal") == ("A pump", False)
    assert desk.ask("US8000001B2", "2015-03-03") == ("A pump with a lid", False)


def test_grant_whose_text_is_missing_does_not_show_the_claims_applied_for(desk: Desk) -> None:
    desk.publish("CN101000001A", "2009-07-01", "一种泵")
    desk.publish("CN101000001B", "2012-03-07", grant_date="2012-03-07")
    assert desk.ask(CN, "2013-01-01") == (None, False)


def test_number_that_is_not_in_the_files_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal):
        desk.ask("CN109999999B", "2013-01-01")
