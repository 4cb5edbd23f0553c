"""The workspace shows each person what is theirs, and the desk what waits."""

from __future__ import annotations

import people as crowd
import window_cast as scene


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
