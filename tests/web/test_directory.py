"""The service network: what the pages tell, what a wrong document is refused for, and when a place is open."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from importlib.resources import files
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from district.audit.models import Entry
from district.audit.queries import verify
from district.casework import CaseRefusal, office_calendar
from district.demonstration.network import ensure_network
from district.directory import actions, document, hours, queries
from district.directory.models import AllianceMember, Facility, HoursException, ServiceItem, ServicePoint

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
WEEK = [hours.Span(day, time(9), time(17, 30)) for day in range(5)]
TWO_DAYS = [hours.Span(day, time(13, 30), time(17)) for day in (1, 3)]
POINT = """
[[point]]
code = "desk"
kind = "workstation"
number = 1
name_zh = "甲工作站"
name_en = "Desk A"
address_zh = "甲路 1 号"
address_en = "1 A Road"
x = 1
y = 2
verified_on = 2026-01-05
verify_again_on = 2026-07-05
hours = [{ days = [0], opens = 09:00:00, closes = 12:00:00 }]
"""


PAGES = ("network/", "network/?show=open", "network/center/", "network/services/", "network/alliance/")


@pytest.fixture
def network(db: None) -> None:
    ensure_network()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_answers_in_its_language_without_inline_code(client, network, lang, page):
    response = client.get(f"/{lang}/{page}")
    html = response.content.decode()
    assert response.status_code == 200
    assert len(response.content) < 100_000
    assert not re.search(r"\sstyle=|<script|<style|\son\w+=", html)
    if lang == "zh":
        said = re.sub(r"<[^>]+>|[\w-]+ \(demonstration\)", " ", html.partition("<main")[2].partition("</main>")[0])
        assert re.findall(r"[A-Za-z]{3,}", said.partition(">")[2]) == []
    if lang == "en":
        ours = re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", html, flags=re.S)
        ours = re.sub(r"<text class=\"s\".*?</text>", "", ours)
        assert set(re.findall(r"[\u4e00-\u9fff]+", ours)) == set()


def test_list_and_map_name_the_same_sixteen_places(client, network):
    html = client.get("/zh/network/").content.decode()
    listed = re.findall(r'<li><span class="sign[^>]*>[^<]*</span><a href="(/zh/network/[\w-]+/)"', html)
    marked = re.findall(r'<a href="(/zh/network/[\w-]+/)" aria-label', html)
    assert len(listed) == 16
    assert sorted(listed) == sorted(marked)
    for address in listed:
        assert client.get(address).status_code == 200


def test_choices_narrow_the_list(client, network):
    pages = {show: client.get(f"/en/network/?show={show}").content.decode() for show in queries.CHOICES}
    counts = {show: html.count('class="sign') for show, html in pages.items()}
    assert (counts["all"], counts["overseas"], counts["mediation"], counts["window"]) == (16, 4, 2, 2)


def test_an_unknown_place_is_said_with_what_to_do(client, network):
    response = client.get("/zh/network/nowhere/")
    assert response.status_code == 404
    assert "请在服务网络列表中查找" in response.content.decode()


def test_the_home_page_leads_into_the_network_once_there_is_one(client, network):
    html = client.get("/zh/").content.decode()
    assert html.count('<li><a href="/zh/network/"><b>') == 6
    assert 'href="/zh/sources/#f-network-service_center-zone"' in html


def test_a_facility_that_keeps_its_name_stays_what_slots_hold_on_to(network):
    kept = Facility.objects.get(name_zh="咨询室").pk
    Facility.objects.create(
        point=ServicePoint.objects.get(code="center"), kind="room", name_zh="旧", name_en="Old", seats=1
    )
    text = files("district.demonstration").joinpath("tables", "network.toml").read_text(encoding="utf-8")
    actions.load(document=document.read(text), by=None, at=NOW)
    assert Facility.objects.get(name_zh="咨询室").pk == kept
    assert not Facility.objects.filter(name_zh="旧").exists()


def test_an_empty_network_says_so(client, db):
    assert "服务网络尚未录入" in client.get("/zh/network/").content.decode()


def test_services_tell_promise_fee_and_place(client, network):
    html = client.get("/en/network/services/").content.decode()
    for part in ("5 working days", "free", "Mediation of an IP dispute", "IP protection sub-centre"):
        assert part in html
    assert html.count('<article class="item"') == ServiceItem.objects.count() == 12


def test_loading_leaves_an_entry_for_every_row_and_twice_changes_nothing(network):
    rows = ServicePoint.objects.count() + ServiceItem.objects.count() + AllianceMember.objects.count()
    assert Entry.objects.count() == rows == 33
    assert verify().fault is None
    assert not ensure_network()


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ('kind = "workstation"', 'kind = "kiosk"', "kind"),
        ('name_en = "Desk A"', "", "name_en"),
        ("verified_on = 2026-01-05", 'verified_on = "soon"', "verified_on"),
        ("opens = 09:00:00", "opens = 13:00:00", "hours"),
        ("days = [0]", "days = [7]", "hours.days"),
        ("number = 1", "", "number"),
        ("number = 1", 'number = 1\nparent = "desk"', "parent"),
        ("hours = ", 'facilities = [{ kind = "room", name_zh = "室", seats = 2 }]\nhours = ', "facilities.name_en"),
    ],
)
def test_a_wrong_row_is_refused_with_its_code_and_field(right, wrong, field):
    with pytest.raises(CaseRefusal) as caught:
        document.read(POINT.replace(right, wrong))
    assert (caught.value.values["row"], caught.value.values["field"]) == ("desk", field)


def test_a_refused_document_stores_nothing(db, tmp_path):
    path = tmp_path / "network.toml"
    path.write_text(POINT + POINT.replace("甲", "乙"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"\[\[point\]\] desk, code"):
        call_command("load_directory", path)
    assert not ServicePoint.objects.exists()
    path.write_text(POINT, encoding="utf-8")
    out = StringIO()
    call_command("load_directory", path, stdout=out)
    assert "1 + 0 + 0" in out.getvalue()


def test_what_is_due_is_named_for_verification(db):
    actions.load(document=document.read(POINT), by=None, at=NOW)
    assert queries.due_for_verification(at=NOW) == (("ServicePoint", "desk", date(2026, 7, 5)),)


@pytest.mark.parametrize(
    ("spans", "appointment", "zh", "en"),
    [
        (WEEK, False, "工作日 9:00—17:30", "Working days 9:00–17:30"),
        (TWO_DAYS, False, "周二、周四 13:30—17:00", "Tue, Thu 13:30–17:00"),
        ([], True, "预约", "by appointment"),
        ([], False, "未公布", "not published"),
    ],
)
def test_hours_are_said_in_one_line(spans, appointment, zh, en):
    assert hours.in_words(spans, by_appointment=appointment, lang="zh") == zh
    assert hours.in_words(spans, by_appointment=appointment, lang="en") == en


@pytest.mark.parametrize(
    ("at", "spans", "is_open"),
    [
        (datetime(2026, 11, 26, 9, 0, tzinfo=BEIJING), WEEK, True),
        (datetime(2026, 11, 26, 17, 30, tzinfo=BEIJING), WEEK, False),
        (datetime(2026, 10, 5, 10, 0, tzinfo=BEIJING), WEEK, False),  # a Monday in the National Day holiday
        (datetime(2026, 10, 10, 10, 0, tzinfo=BEIJING), WEEK, True),  # a Saturday made up for it
        (datetime(2026, 10, 10, 14, 0, tzinfo=BEIJING), TWO_DAYS, False),
        (
            datetime(2027, 3, 1, 10, 0, tzinfo=BEIJING),
            WEEK,
            True,
        ),  # its holidays are not announced yet: the week's hours stand
        (datetime(2026, 11, 28, 10, 0, tzinfo=BEIJING), WEEK, False),
    ],
)
def test_a_place_is_open_on_working_days_at_its_hours(at, spans, is_open):
    assert hours.is_open(at, spans=spans, exceptions=[], calendar=office_calendar()) is is_open


@pytest.mark.parametrize(
    ("at", "spans", "opens"),
    [
        (datetime(2026, 11, 26, 8, 0, tzinfo=BEIJING), WEEK, datetime(2026, 11, 26, 9, 0, tzinfo=BEIJING)),
        (datetime(2026, 11, 27, 18, 0, tzinfo=BEIJING), WEEK, datetime(2026, 11, 30, 9, 0, tzinfo=BEIJING)),
        (datetime(2026, 9, 30, 18, 0, tzinfo=BEIJING), WEEK, datetime(2026, 10, 8, 9, 0, tzinfo=BEIJING)),  # holidays
        (datetime(2026, 11, 26, 8, 0, tzinfo=BEIJING), [], None),
    ],
)
def test_a_closed_place_says_when_it_opens_next(at, spans, opens):
    assert hours.opens_next(at, spans=spans, exceptions=[], calendar=office_calendar()) == opens


def test_an_exception_replaces_the_hours_of_its_day(db):
    actions.load(document=document.read(POINT), by=None, at=NOW)
    desk = ServicePoint.objects.get()
    HoursException.objects.create(point=desk, day=date(2026, 11, 30), reason_zh="盘点", reason_en="stocktaking")
    place = queries.place_of(desk, at=datetime(2026, 11, 30, 10, 0, tzinfo=BEIJING), lang="en")
    assert not place.is_open
