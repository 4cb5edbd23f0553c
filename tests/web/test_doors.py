"""Every view says who may open it, and strangers and people of other roles stay outside: generated from the URL map."""

from __future__ import annotations

import addresses
import people
import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from district.accounts.doors import Audience, Door, open_to
from district.accounts.roles import Role

EVERY = addresses.every()
DECLARED = [address for address in EVERY if address.door]
GUARDED = [one for one in DECLARED if one.door and one.door.audience in {Audience.ROLES, Audience.SIGNED_IN}]
BY_ROLE = [one for one in GUARDED if one.door and one.door.audience is Audience.ROLES]
LANGS = ("zh", "en")
HTML_LANG = {"zh": 'lang="zh-Hans"', "en": 'lang="en"'}


def _name(address: addresses.Address) -> str:
    return address.name


@pytest.fixture(scope="module")
def crowd(django_db_setup, django_db_blocker):
    """One browser a role, with somebody of only that role signed in; kept for all addresses."""
    from django.db import transaction

    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=quick), transaction.atomic():
        yield {role: people.signed_in_as(people.person(role)) for role in Role}
        transaction.set_rollback(True)


@pytest.mark.parametrize("address", EVERY, ids=_name)
def test_every_view_says_who_may_open_it(address: addresses.Address) -> None:
    assert address.door, f"{address.name}: declare the view with accounts.doors.open_to(...) or signed_in"


@pytest.mark.parametrize("address", GUARDED, ids=_name)
def test_a_stranger_is_led_to_the_sign_in_page(address: addresses.Address) -> None:
    for lang in LANGS:
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address.path(lang))
            assert answer.status_code == 302, (lang, method, answer.status_code)
            assert answer.url.startswith(f"/{lang}/account/login/?next="), answer.url


@pytest.mark.parametrize("address", BY_ROLE, ids=_name)
def test_people_of_other_roles_are_told_that_the_page_is_not_theirs(address: addresses.Address, crowd) -> None:
    """The first of them in both languages, the others in one or the other: the refusal is made before the page."""
    assert address.door
    for place, role in enumerate(role for role in Role if role not in address.door.roles):
        for lang in LANGS if place == 0 else (LANGS[place % 2],):
            for method in ("get", "post"):
                answer = getattr(crowd[role], method)(address.path(lang))
                assert answer.status_code in {403, 404}, (role, lang, method, answer.status_code)
                assert HTML_LANG[lang] in answer.content.decode()


@pytest.mark.parametrize("address", DECLARED, ids=_name)
def test_an_open_page_asks_nobody_to_sign_in(address: addresses.Address) -> None:
    if address.door != Door(Audience.EVERYONE):
        pytest.skip("not open to everyone")
    for lang in LANGS:
        answer = Client().get(address.path(lang))
        assert answer.status_code not in {403, 500}, (lang, answer.status_code)
        assert "/account/login/?next=" not in answer.get("Location", "")


def test_a_view_is_open_to_one_audience_or_to_some_roles() -> None:
    with pytest.raises(TypeError):
        open_to()
    with pytest.raises(TypeError):
        open_to(Audience.EVERYONE, Role.EXPERT)
    with pytest.raises(TypeError):
        open_to(Audience.ROLES)


def test_what_people_signed_in_see_is_not_kept_by_a_cache() -> None:
    answer = people.signed_in_as(people.person()).get("/zh/account/")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_the_refusal_names_the_roles_in_the_page_s_language() -> None:
    request = RequestFactory().get("/en/x/")
    request.user = people.person(Role.EXPERT)
    guarded = open_to(Role.AUDITOR, Role.DISTRICT_OFFICER)(lambda _request: HttpResponse("inside"))
    with override("en"):
        answer = guarded(request)
    assert answer.status_code == 403
    assert "District officer, Auditor" in answer.content.decode()
