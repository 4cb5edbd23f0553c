"""A city's unified identity: off unless the environment names one; its people get accounts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import city_stub
import people
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from district.accounts.models import User
from district.accounts.roles import Role
from district.config.city_identity import providers

LOGIN = "/account/oidc/city/login/"


@pytest.fixture
def city(settings) -> Iterator[city_stub.City]:
    cache.clear()
    with city_stub.running() as stub:
        settings.SOCIALACCOUNT_PROVIDERS = providers(
            {"PATENTRY_OIDC_SERVER": stub.address, "PATENTRY_OIDC_CLIENT_ID": "patentry", "PATENTRY_OIDC_SECRET": "s"}
        )
        yield stub


def _walk(client: Client):
    away = client.post(LOGIN)
    assert away.status_code == 302
    asked = parse_qs(urlsplit(away.url).query)
    assert asked["redirect_uri"] == ["http://testserver/account/oidc/city/login/callback/"]
    assert "openid" in asked["scope"][0]
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(f"{LOGIN}callback/", {"code": "c", "state": asked["state"][0]})


def test_it_is_off_by_default(client) -> None:
    assert providers({}) == {}
    assert client.get(LOGIN).status_code == 404
    assert "oidc" not in client.get("/zh/account/login/").content.decode()


def test_a_person_of_the_city_gets_an_account_once_and_nothing_more_is_kept(city: city_stub.City) -> None:
    client = Client()
    page = client.get("/zh/account/login/").content.decode()
    assert "统一身份认证" in page
    assert _walk(client).url == "/zh/account/"
    user = User.objects.get(name="林一")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not user.has_usable_password()
    assert city.tokens_asked[0]["code_verifier"]
    assert _walk(Client()).status_code == 302
    account = SocialAccount.objects.get(uid="city-1")
    assert account.user == user
    assert account.extra_data == {}


def test_staff_who_come_from_the_city_still_need_the_second_factor(city: city_stub.City) -> None:
    _walk(Client())
    user = User.objects.get(name="林一")
    other = people.person(Role.AUDITOR)
    SocialAccount.objects.filter(user=user).update(user=other)
    client = Client()
    _walk(client)
    assert client.get("/zh/account/").url == "/zh/account/second-factor/"
    assert client.get("/zh/account/2fa/totp/activate/").status_code == 200
    people.with_second_factor(other)
    assert "2fa/authenticate" in _walk(Client()).url


def test_a_city_that_does_not_confirm_is_said_in_words(city: city_stub.City) -> None:
    city.fails = True
    answer = _walk(Client())
    assert answer.status_code in {200, 401}
    assert "登录未成功" in answer.content.decode() or "did not work" in answer.content.decode()
    assert not User.objects.exists()
