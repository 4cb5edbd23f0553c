"""A firm that is verified after its filings were listed is found by them."""

from __future__ import annotations

import pytest
import window_cast as scene
from listed import listing
from window_cast import Cast, moment

from district.accounts.actions import organisations
from district.accounts.models import Organisation, OrganisationKind, OrganisationSize
from district.audit.models import Entry
from district.notices.models import Notice
from district.window.listcheck import actions, queries
from district.window.listcheck.models import Filing

CODE, NAME = "91110108MA0000001D", "晚来科技（演示）"
LATER = moment(9)


def take(people: Cast, code: str, *applicants: str, credit_codes: tuple[str, ...] = ()) -> None:
    content = listing(code, *applicants, credit_codes=credit_codes)
    actions.take(code=code, content=content, by=people.officer, at=moment(2))


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def claimed(people: Cast, *, name: str = NAME) -> Organisation:
    return organisations.claim(
        credit_code=CODE,
        name_zh=name,
        kind=OrganisationKind.ENTERPRISE,
        size=OrganisationSize.SMALL,
        by=people.stranger,
        at=moment(3),
    )


def told(people: Cast) -> list[tuple[str, int]]:
    rows = Notice.objects.filter(to=people.stranger, kind="listcheck.listed").order_by("pk")
    return [(row.values["batch"], row.values["n"]) for row in rows]


def test_a_firm_verified_later_gets_its_filings_by_code_and_name_and_is_told_once_a_batch(people: Cast) -> None:
    take(people, "0001", NAME, "曾用名", "不认识的公司", credit_codes=("", CODE))
    take(people, "0002", NAME)
    take(people, "0003", NAME)
    settled = Filing.objects.get(batch__code="0003")
    actions.settle(filing=settled, outcome="withdrawn", evidence="已核", by=people.clerk, at=moment(3))
    firm = claimed(people)
    assert not Filing.objects.filter(organisation=firm).exists(), "a claim shows nothing to whoever made it"
    organisations.verify(organisation=firm, by=people.officer, at=LATER)
    assert Filing.objects.filter(organisation=firm).count() == 4
    assert queries.of_firms(people.stranger, on=LATER.date()).count() == 4
    assert told(people) == [("0001", 2), ("0002", 1)], "of the batch without an open one nothing is asked"
    rows = Entry.objects.filter(action="listcheck.match_verified").order_by("place")
    assert [row.detail for row in rows] == [{"organisation": firm.pk, "filings": n} for n in (2, 1, 1)]


def test_what_another_firm_has_what_was_reported_and_what_two_names_share_stays(people: Cast) -> None:
    take(people, "0001", NAME)
    actions.match(filing=Filing.objects.get(), organisation=people.firm, by=people.officer, at=moment(2))
    take(people, "0002", NAME)
    closed = Filing.objects.get(batch__code="0002")
    actions.settle(filing=closed, outcome="withdrawn", evidence="已核", by=people.clerk, at=moment(3))
    actions.report(batch=closed.batch, by=people.officer, at=moment(3))
    firm = claimed(people)
    organisations.verify(organisation=firm, by=people.officer, at=LATER)
    assert not Filing.objects.filter(organisation=firm).exists()
    assert told(people) == []


def test_a_name_that_two_verified_firms_share_gives_a_filing_to_neither(people: Cast) -> None:
    take(people, "0001", "查无此名")
    Filing.objects.update(applicant=people.firm.name_zh)
    firm = claimed(people, name=people.firm.name_zh)
    organisations.verify(organisation=firm, by=people.officer, at=LATER)
    assert Filing.objects.get().organisation is None
