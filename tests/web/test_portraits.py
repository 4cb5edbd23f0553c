"""企业知识产权画像 on the site: public facts for everybody, services used for staff alone, readings audited."""

from __future__ import annotations

from datetime import UTC, datetime

import people
import pytest
from fake_statistics import FIRM

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
