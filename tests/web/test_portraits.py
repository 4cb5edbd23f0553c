"""企业知识产权画像 on the site: public facts for everybody, services used for staff alone, readings audited."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import fake_statistics
import people
import pytest
from fake_statistics import FIRM, PORTRAIT

from district.accounts.models import Organisation
from district.accounts.roles import Role
from district.audit.models import Entry
from district.demonstration.network import ensure_network
from district.directory.models import ServicePoint
from district.window.models import Request

USED = {"zh": "使用过的服务", "en": "Services used"}


def request_of(firm: Organisation, point: str) -> None:
    now = datetime(2026, 3, 2, 2, tzinfo=UTC)
    Request.objects.create(
        number=f"SQ-{point}",
        state="submitted",
        organisation=firm,
        point=ServicePoint.objects.get(code=point),
        title="—",
        need="—",
        created_at=now,
        submitted_at=now,
        state_since=now,
    )


@pytest.fixture
def firm(db) -> Organisation:
    ensure_network()
    made = Organisation.objects.create(credit_code=FIRM, name_zh="核芯显示（演示）有限公司")
    request_of(made, "center")
    request_of(made, "workstation-1")
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_sees_the_public_facts_and_nothing_of_the_service(client, firm, lang) -> None:
    page = client.get(f"/{lang}/statistics/portraits/{FIRM}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "核芯显示（演示）有限公司" in text
    assert {"zh": "实质审查中", "en": "In examination"}[lang] in text
    assert USED[lang] not in text
    assert "/desk/portraits/" not in text


def test_staff_see_the_services_they_may_see_and_the_reading_is_in_the_log(client, firm) -> None:
    clerk = people.person(Role.POINT_STAFF, place="center")
    text = people.signed_in_as(clerk).get(f"/zh/desk/portraits/{FIRM}/").content.decode()
    assert USED["zh"] in text
    assert '<th scope="row">服务请求</th><td class="r">1</td>' in text, "the other point's request is not theirs to see"
    assert Entry.objects.filter(subject=f"portrait:{FIRM}", action="read", by_id=clerk.pk).count() == 1


def test_a_stranger_and_a_firm_s_user_do_not_get_the_desk_s_page(client, firm) -> None:
    assert client.get(f"/zh/desk/portraits/{FIRM}/").status_code == 302
    other = people.signed_in_as(people.person(Role.ENTERPRISE_USER))
    assert other.get(f"/zh/desk/portraits/{FIRM}/").status_code == 403
    assert not Entry.objects.filter(subject=f"portrait:{FIRM}").exists()


def test_an_organisation_is_found_by_a_name_that_stands_in_no_address(client, firm) -> None:
    page = client.post("/zh/statistics/portraits/", {"name": "核芯"})
    assert f"/zh/statistics/portraits/{FIRM}/" in page.content.decode()
    assert "没有这一名称的单位" in client.post("/zh/statistics/portraits/", {"name": "无此名"}).content.decode()
    assert client.get("/zh/statistics/portraits/no-such/").status_code == 404


def on_paper(answer) -> str:
    """The letters of a sheet without blanks, which must be PDF/A on one page."""
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"pdfaid" in answer.content
    assert b"/Count 1" in answer.content
    if not shutil.which("pdftotext"):
        return ""
    done = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True)
    return re.sub(r"\s+", "", done.stdout.decode())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_public_sheet_has_the_public_facts_on_one_page_and_nothing_of_the_service(client, firm, lang) -> None:
    address = f"/{lang}/statistics/portraits/{FIRM}.pdf"
    assert f'href="{address}?on=2023-11-30"' in client.get(f"/{lang}/statistics/portraits/{FIRM}/").content.decode()
    answer = client.get(f"{address}?on=2023-11-30")
    words = on_paper(answer)
    assert answer.content == client.get(f"{address}?on=2023-11-30").content
    if words:
        for wanted in ("核芯显示（演示）有限公司", "US4", {"zh": "最多可能9", "en": "to9possible"}[lang], "CCBY4.0"):
            assert wanted in words
        assert USED[lang].replace(" ", "") not in words
    assert client.get(f"/{lang}/statistics/portraits/no-such.pdf").status_code == 404


def test_the_desk_s_sheet_has_the_services_is_kept_nowhere_and_stands_in_the_log(client, firm) -> None:
    clerk = people.person(Role.POINT_STAFF, place="center")
    answer = people.signed_in_as(clerk).get(f"/zh/desk/portraits/{FIRM}.pdf")
    words = on_paper(answer)
    if words:
        assert USED["zh"] in words
        assert "仅供工作人员" in words
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(subject=f"portrait:{FIRM}", action="read", by_id=clerk.pk).count() == 1
    assert client.get(f"/zh/desk/portraits/{FIRM}.pdf").status_code == 302


def test_a_sheet_with_a_letter_the_font_lacks_is_refused_with_what_to_do(client, firm, monkeypatch) -> None:
    monkeypatch.setattr(fake_statistics, "PORTRAIT", replace(PORTRAIT, name="ب"))
    answer = client.get(f"/en/statistics/portraits/{FIRM}.pdf")
    assert answer.status_code == 422
    assert "Print the page itself" in answer.content.decode()


def test_patents_breakdowns_and_the_desk_lead_to_the_portrait(client, firm) -> None:
    portrait = f"/zh/statistics/portraits/{FIRM}/"
    assert portrait in client.get("/zh/patents/CN201219990315.3/").content.decode()
    assert f"{portrait}?on=" in client.get("/zh/statistics/effective_inventions/by/holder/").content.decode()
    staff = people.signed_in_as(people.person(Role.POINT_STAFF, place="center"))
    assert f"/zh/desk/portraits/{FIRM}/" in staff.get(f"/zh/account/desk/organisations/{firm.pk}/").content.decode()
    assert "/zh/desk/portraits/" in staff.get("/zh/workspace/").content.decode()
    assert f"/zh/desk/portraits/{FIRM}/" in staff.get("/zh/desk/portraits/").content.decode()
