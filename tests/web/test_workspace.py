"""The workspace shows each person what is theirs, and the desk what waits."""

from __future__ import annotations

import re

import people as crowd
import pytest
import window_cast as scene

from district.accounts.roles import Role


def _page(user, lang: str = "zh") -> str:
    return crowd.signed_in_as(user).get(f"/{lang}/workspace/").content.decode()


def test_an_applicant_finds_their_requests_and_no_desk() -> None:
    cast = scene.cast()
    request = scene.filed(cast)
    body = _page(cast.applicant)
    assert request.title in body
    assert "窗口工作" not in body
    assert request.title not in _page(cast.stranger)


def test_the_desk_finds_what_waits_at_its_point() -> None:
    cast = scene.cast()
    scene.filed(cast)
    body = _page(cast.clerk, "en")
    assert "At the desk" in body
    assert '<span class="count num">1</span><br>Requests nobody handles' in body
    assert '<span class="count num">0</span><br>Requests nobody handles' in _page(cast.other_clerk, "en")


def test_only_the_office_is_led_to_claims() -> None:
    cast = scene.cast()
    assert "Claims to verify" in _page(cast.officer, "en")
    assert "Claims to verify" not in _page(cast.clerk, "en")


@pytest.mark.parametrize("role", Role)
def test_every_door_of_the_workspace_opens_to_whom_it_is_shown(role: Role) -> None:
    scene.cast()
    browser = crowd.signed_in_as(crowd.person(role))
    doors = re.findall(r'class="tile" href="([^"]+)"', browser.get("/en/workspace/").content.decode())
    assert doors
    assert {door: browser.get(door).status_code for door in doors} == dict.fromkeys(doors, 200)
