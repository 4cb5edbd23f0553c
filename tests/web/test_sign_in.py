"""Signing in: by code or password, with the second factor for staff, and never telling who has an account."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys

import people
import pytest
from django.core.cache import cache
from django.test import Client

from district.accounts import codes
from district.accounts.models import User
from district.accounts.roles import Role

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(autouse=True)
def _codes_in_memory(settings) -> None:
    settings.PATENTRY_CODES = "district.accounts.codes.into_memory"
    codes.SENT.clear()
    cache.clear()


def _sign_in(client: Client, login: str, password: str = people.PASSWORD, lang: str = "zh"):
    return client.post(f"/{lang}/account/login/", {"login": login, "password": password})


@LANGS
def test_a_person_signs_up_with_a_number_and_the_code_sent_to_it(client, lang: str) -> None:
    asked = client.post(f"/{lang}/account/signup/", {"phone": "138 0000 0001", "name": "林一"})
    assert asked.url == f"/{lang}/account/phone/verify/"
    assert client.get(asked.url).status_code == 200
    [sent] = codes.SENT
    assert (sent.number, sent.lang) == ("+8613800000001", lang)
    assert re.fullmatch(r"\d{6}", sent.digits)
    assert not client.get(f"/{lang}/account/").context or "_auth_user_id" not in client.session
    done = client.post(asked.url, {"code": sent.digits})
    assert done.url == f"/{lang}/account/"
    user = User.objects.get(mobile="+8613800000001")
    assert user.name == "林一"
    assert user.language == lang
    assert user.mobile_verified_at
    assert "林一" in client.get(done.url).content.decode()


@LANGS
def test_a_person_signs_in_by_code(client, lang: str) -> None:
    user = people.person()
    asked = client.post(f"/{lang}/account/login/code/", {"phone": user.mobile[3:]})
    assert asked.url == f"/{lang}/account/login/code/confirm/"
    wrong = client.post(asked.url, {"code": "000000" if codes.SENT[0].digits != "000000" else "000001"})
    assert wrong.status_code == 200
    assert ("不对" if lang == "zh" else "not right") in wrong.content.decode()
    assert client.post(asked.url, {"code": codes.SENT[0].digits}).url == f"/{lang}/account/"


def test_an_unknown_number_sees_what_a_known_one_sees_and_gets_no_code(client) -> None:
    user = people.person()
    pages = []
    for number in (user.mobile, "+8613700000009"):
        answer = Client().post("/en/account/login/code/", {"phone": number}, follow=True)
        pages.append(re.sub(r'value="[^"]{20,}"', "", answer.content.decode()))
    assert pages[0] == pages[1]
    assert [code.number for code in codes.SENT] == [user.mobile]


def test_signing_up_with_a_taken_number_looks_the_same_and_makes_no_second_account(client) -> None:
    user = people.person()
    taken = Client().post("/en/account/signup/", {"phone": user.mobile, "name": "x"})
    free = Client().post("/en/account/signup/", {"phone": "+8613700000009", "name": "x"})
    assert taken.url == free.url
    assert User.objects.filter(mobile=user.mobile).count() == 1


@pytest.mark.parametrize("by", ["mobile", "username"])
def test_a_person_signs_in_with_number_or_name_and_password(client, by: str) -> None:
    user = people.person()
    assert _sign_in(client, getattr(user, by)).url == "/zh/account/"


@LANGS
def test_without_a_channel_the_site_says_that_it_sends_no_codes(client, settings, lang: str) -> None:
    settings.PATENTRY_CODES = ""
    for path in ("login/code/", "signup/"):
        page = client.post(f"/{lang}/account/{path}", {"phone": "13800000001", "name": "x"})
        assert page.status_code == 200
        assert ("无法发送验证码" if lang == "zh" else "cannot send codes") in page.content.decode()


@LANGS
def test_too_many_codes_from_one_address_are_refused_in_words(client, lang: str) -> None:
    for number in range(40):
        told = {"phone": f"139000001{number:02}", "name": "x"}
        answer = Client().post(f"/{lang}/account/signup/", told)
        if answer.status_code != 302:
            break
    assert answer.status_code == 429
    assert ("稍候" if lang == "zh" else "Wait a moment") in answer.content.decode()


def test_staff_with_a_second_factor_need_it_to_get_in(client) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    user = people.with_second_factor(people.person(Role.POINT_STAFF))
    step = _sign_in(client, user.username)
    assert step.url == "/zh/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get(step.url).status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    digits = format_hotp_value(hotp_value(people.SECRET, counter))
    assert client.post(step.url, {"code": "abc"}).status_code == 200
    assert client.post(step.url, {"code": digits}).url == "/zh/account/"
    assert client.get("/zh/account/").status_code == 200


@LANGS
@pytest.mark.parametrize("role", [Role.POINT_STAFF, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR])
def test_staff_without_a_second_factor_can_only_set_one_up(client, role: Role, lang: str) -> None:
    user = people.person(role)
    _sign_in(client, user.username)
    for path in ("", "account/", "statistics/", "account/2fa/webauthn/", "account/password/change/"):
        answer = client.get(f"/{lang}/{path}")
        assert answer.status_code == 302, path
        assert answer.url == f"/{lang}/account/second-factor/"
    page = client.get(f"/{lang}/account/second-factor/").content.decode()
    assert f"/{lang}/account/2fa/totp/activate/" in page
    setting_up = client.get(f"/{lang}/account/2fa/totp/activate/")
    assert setting_up.status_code == 200
    assert "<svg" in setting_up.content.decode()
    assert "data:image" not in setting_up.content.decode()


def test_the_public_needs_no_second_factor(client) -> None:
    user = people.person(Role.ENTERPRISE_ADMIN)
    _sign_in(client, user.username)
    assert client.get("/zh/account/").status_code == 200


def test_staff_cannot_remove_their_only_second_factor() -> None:
    client = people.signed_in_as(people.person(Role.DISTRICT_OFFICER))
    from allauth.mfa.models import Authenticator

    client.post("/zh/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_five_wrong_passwords_lock_the_account_from_there_and_the_log_names_no_number(client, caplog) -> None:
    user = people.person()
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            answer = _sign_in(client, user.mobile, "wrong wrong wrong")
    assert answer.status_code == 429
    right = _sign_in(client, user.mobile)
    assert right.status_code == 429
    assert "一刻钟" in right.content.decode()
    assert user.mobile not in caplog.text
    assert user.mobile[3:] not in caplog.text
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert _sign_in(elsewhere, user.mobile).status_code == 302


def test_a_forgotten_password_is_replaced_after_a_code(client) -> None:
    user = people.person()
    page = client.get("/en/account/password/reset/").content.decode()
    assert "login/code/?next=/en/account/password/" in page
    asked = client.post("/en/account/login/code/", {"phone": user.mobile, "next": "/en/account/password/"})
    done = client.post(asked.url, {"code": codes.SENT[0].digits, "next": "/en/account/password/"})
    assert done.url == "/en/account/password/"
    new = {"password1": "quite another phrase", "password2": "quite another phrase"}
    assert client.post(done.url, new).url == "/en/account/"
    assert _sign_in(Client(), user.username, new["password1"]).status_code == 302


def test_without_a_code_the_old_password_is_asked_for(client) -> None:
    user = people.person()
    _sign_in(client, user.username)
    assert client.get("/en/account/password/").url == "/en/account/password/change/"


@LANGS
def test_every_page_says_who_is_signed_in_and_the_language_switch_keeps_the_page(lang: str) -> None:
    user = people.person()
    client = people.signed_in_as(user)
    page = client.get(f"/{lang}/network/").content.decode()
    assert user.name in page
    assert f'href="/{lang}/account/logout/"' in page
    assert f'href="/{"en" if lang == "zh" else "zh"}/network/"' in page
    assert f'href="/{lang}/account/login/"' in Client().get(f"/{lang}/network/").content.decode()


def test_signing_out_asks_first_and_ends_the_session() -> None:
    client = people.signed_in_as(people.person())
    assert client.get("/zh/account/logout/").status_code == 200
    assert client.post("/zh/account/logout/").url == "/zh/"
    assert "_auth_user_id" not in client.session


def test_a_form_without_its_mark_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/en/account/login/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Nothing was stored" in answer.content.decode()


@LANGS
def test_a_member_manages_what_they_sign_in_with(lang: str) -> None:
    client = people.signed_in_as(people.person())
    for path in ("", "sessions/", "2fa/", "2fa/webauthn/", "password/change/", "city/connections/"):
        assert client.get(f"/{lang}/account/{path}", follow=True).status_code == 200, path


def test_sentences_of_django_are_chinese_on_chinese_pages(client) -> None:
    page = client.post("/zh/account/login/", {"login": "", "password": ""}).content.decode()
    assert "This field is required" not in page
    assert "必填" in page


def test_behind_https_cookies_are_secure_and_addresses_come_from_the_proxy() -> None:
    told = "from district.config import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
    told += "s.ALLAUTH_TRUSTED_PROXY_COUNT, s.SESSION_COOKIE_HTTPONLY)"
    environment = os.environ | {"PATENTRY_HTTPS": "1"}
    ran = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "True", "1", "True"]


def test_a_lock_out_goes_by_the_address_before_the_proxy(settings) -> None:
    settings.PATENTRY_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = people.person()
    bad, good = Client(HTTP_X_FORWARDED_FOR="203.0.113.1"), Client(HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.2")
    for _ in range(5):
        answer = _sign_in(bad, user.username, "wrong wrong wrong")
    assert answer.status_code == 429
    assert _sign_in(good, user.username).status_code == 302
