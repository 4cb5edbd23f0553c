"""A need is begun without an account: who it is, is asked only before it is filed, and then it is theirs."""

from __future__ import annotations

import people as crowd
import pytest
import window_cast as scene
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from window_cast import Cast

from district.accounts import codes
from district.accounts.models import User
from district.accounts.privacy import notice
from district.window.models import Request
from district.window.views import guests

NEED = {"title": "想查一件专利的状态", "need": "专利号在手边", "topic": "咨询", "way": "online", "speech": "zh"}
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def people(settings) -> Cast:
    settings.PATENTRY_CODES = "district.accounts.codes.into_memory"
    codes.SENT.clear()
    cache.clear()
    return scene.cast()


def begun(client: Client, lang: str = "zh", **more: str) -> str:
    answer = client.post(f"/{lang}/requests/new/", NEED | more)
    assert (answer.status_code, answer.url) == (302, f"/{lang}/requests/begun/")
    return client.get(answer.url).content.decode()


@LANGS
def test_anybody_describes_a_need_and_is_asked_who_they_are_only_then(people: Cast, lang: str) -> None:
    client = Client()
    questions = client.get(f"/{lang}/requests/new/")
    assert ("开始填写无需账号" if lang == "zh" else "You need no account to begin") in questions.content.decode()
    assert "no-store" in questions["Cache-Control"]
    page = begun(client, lang, preferred_point=str(people.center.pk))
    assert NEED["need"] in page
    assert people.center.name_zh in page if lang == "zh" else people.center.name_en in page
    for way in ("signup", "login"):
        assert f"/{lang}/account/{way}/?next=/{lang}/requests/new/" in page
    assert not Request.objects.exists()


@LANGS
def test_a_new_person_confirms_a_number_with_a_code_and_files_it(people: Cast, lang: str) -> None:
    client = Client()
    begun(client, lang)
    onward = {"phone": "13800000088", "name": "林新人", "next": f"/{lang}/requests/new/"}
    asked = client.post(f"/{lang}/account/signup/", onward)
    assert asked.status_code == 302, asked.content.decode()
    answer = client.post(f"/{lang}/account/phone/verify/", {"code": codes.SENT[-1].digits}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/{lang}/requests/new/"
    page = answer.content.decode()
    assert NEED["need"] in page
    assert notice.version() in page
    client.post(f"/{lang}/requests/new/", NEED | {"notice": notice.version(), "submit": "1"})
    request = Request.objects.get()
    assert (request.state, request.applicant.name) == ("submitted", "林新人")
    assert notice.has_accepted(request.applicant)
    assert NEED["need"] not in client.get(f"/{lang}/requests/new/").content.decode()


def test_somebody_with_an_account_signs_in_and_it_is_theirs(people: Cast) -> None:
    user, client = crowd.person(mobile_verified_at=timezone.now()), Client()
    notice.accept(by=user, at=timezone.now(), seen=notice.version())
    begun(client)
    told = {"login": user.mobile, "password": crowd.PASSWORD, "next": "/zh/requests/new/"}
    page = client.post("/zh/account/login/", told, follow=True)
    assert page.redirect_chain[-1][0] == "/zh/requests/new/"
    assert NEED["need"] in page.content.decode()
    client.post("/zh/requests/new/", NEED | {"submit": "1"})
    assert Request.objects.get().applicant == user


def test_the_desk_sees_nothing_before_it_is_filed_and_no_other_visitor_either(people: Cast) -> None:
    begun(Client())
    assert NEED["need"] not in Client().get("/zh/requests/new/").content.decode()
    assert Client().get("/zh/requests/begun/").url == "/zh/requests/new/"
    assert not Request.objects.exists()


def test_it_can_be_changed_and_discarded(people: Cast) -> None:
    client = Client()
    begun(client)
    assert NEED["need"] in client.get("/zh/requests/new/").content.decode()
    assert "改过" in begun(client, need="改过")
    assert client.post("/zh/requests/begun/").url == "/zh/requests/new/"
    assert "改过" not in client.get("/zh/requests/new/").content.decode()


def test_looking_at_the_questions_opens_no_session(people: Cast) -> None:
    Client().get("/zh/requests/new/")
    assert not Session.objects.exists()


def test_what_is_missing_is_said_and_not_kept(people: Cast) -> None:
    client = Client()
    answer = client.post("/en/requests/new/", NEED | {"title": ""})
    assert answer.status_code == 200
    assert guests.KEY not in client.session


def test_one_address_begins_only_so_many(people: Cast, monkeypatch) -> None:
    monkeypatch.setattr(guests, "BEGUN", guests.Limit(name="t", most=2, seconds=3600))
    client = Client()
    for _ in range(2):
        begun(client)
    assert client.post("/zh/requests/new/", NEED).status_code == 429


def test_an_old_version_of_the_notice_is_not_accepted(people: Cast) -> None:
    user = scene.person("u-new", "新人", mobile="+8613800000009", mobile_verified_at=timezone.now())
    crowd.signed_in_as(user).post("/zh/requests/new/", NEED | {"notice": "0-old", "submit": "1"})
    assert not notice.has_accepted(User.objects.get(pk=user.pk))
    assert not Request.objects.filter(state="submitted").exists()
