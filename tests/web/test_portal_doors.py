"""The doors of the home page: the map, the five facilities, rooms to come, and the way each leads."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import people
import pytest

from district.accounts.roles import Role
from district.demonstration.network import ensure_network
from district.directory.models import Facility, ServiceItem, ServicePoint
from district.portal.coming import ROOMS

BEIJING = ZoneInfo("Asia/Shanghai")
PAGES = ("", "doors/", *(f"{room}/" for room in ROOMS))


@pytest.fixture
def network(db: None) -> None:
    ensure_network()


@pytest.fixture
def at(monkeypatch):
    """Set the hour at which pages are asked for."""

    def set_to(*day_and_hour: int) -> None:
        moment = datetime(*day_and_hour, tzinfo=BEIJING)
        monkeypatch.setattr("django.utils.timezone.localtime", lambda *_: moment)

    return set_to


def said(client, page: str, lang: str = "zh") -> str:
    response = client.get(f"/{lang}/{page}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_page_keeps_its_language_and_the_strict_policy(client, network, page):
    for lang in ("zh", "en"):
        html = said(client, page, lang)
        assert not re.search(r"\sstyle=|<script|<style|\son\w+=", html)
        if lang == "en":
            ours = re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>|<text class="s".*?</text>', "", html, flags=re.S)
            assert re.findall(r"[\u4e00-\u9fff]{2,}", ours) in ([], ["演示"])


def test_home_shows_the_map_with_every_place(client, network):
    html = said(client, "")
    marks = re.findall(r'<a href="(/zh/network/[\w-]+/)" aria-label', html)
    assert len(marks) == ServicePoint.objects.count() == 16


def test_home_says_what_is_open_at_this_hour(client, network, at):
    at(2026, 11, 26, 15, 0)
    assert "现在开放：16 处中的 7 处" in said(client, "")


def test_home_at_night_says_what_opens_next(client, network, at):
    at(2026, 11, 28, 22, 0)
    html = said(client, "")
    assert "16 处中的 0 处" in html
    assert "11 月 30 日 周一 9:00" in html


def test_home_without_a_network_shows_the_published_counts_alone(client, db):
    html = said(client, "")
    assert "/zh/sources/#f-network-workstation-zone" in html
    assert 'class="map"' not in html


@pytest.mark.parametrize(
    ("door", "way"),
    [
        ("station", "/zh/consultation/"),
        ("room", "/zh/protection/"),
        ("court", "/zh/gatherings/"),
        ("window", "/zh/requests/new/"),
        ("hall", "/zh/gatherings/"),
    ],
)
def test_each_of_the_five_doors_is_explained_and_leads_into_a_room(client, network, door, way):
    tile = re.search(rf'<li id="door-{door}">.*?</li>', said(client, ""), re.S)[0]
    assert f'href="/zh/doors/#{door}"' in tile
    assert f'href="{way}"' in tile
    section = re.search(rf'<article class="kind" id="{door}">.*?</article>', said(client, "doors/"), re.S)[0]
    for row in Facility.objects.filter(kind=door):
        assert row.name_zh in section
        assert f"/zh/network/{row.point.code}/" in section
    assert f'href="{way}"' in section


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_to_come_leads_to_the_items_by_which_it_is_served_today(client, network, room):
    html = said(client, f"{room}/", "en")
    items = ServiceItem.objects.filter(room=room)
    assert items
    for item in items:
        assert item.name_en in html
        assert f'href="/en/requests/new/?item={item.code}"' in html
    for line in ROOMS[room].will:
        assert str(line) in html


def test_a_room_to_come_without_items_leads_to_the_window(client, db):
    assert 'href="/zh/requests/new/"' in said(client, "cultivation/")


def test_a_request_begun_from_an_item_starts_with_its_topic_and_name(network):
    client = people.signed_in_as(people.person(Role.ENTERPRISE_USER))
    html = said(client, "requests/new/?item=mediate")
    assert 'value="知识产权纠纷调解"' in html
    assert '<option value="维权保护" selected>' in html


def test_an_unknown_item_begins_an_empty_request(network):
    client = people.signed_in_as(people.person(Role.ENTERPRISE_USER))
    assert "selected>" in said(client, "requests/new/?item=nothing")
