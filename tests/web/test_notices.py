"""People are told what happened once it happened, each thing once, in their language, the way they want."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta

import people
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from django.db import transaction
from django.test import Client
from provider_stub import Stub, provider

from district.accounts.models import User
from district.accounts.roles import Role
from district.notices import actions, kinds, outbox, queries
from district.notices.channels import channels
from district.notices.channels.dingtalk import signed
from district.notices.channels.sms import send_code
from district.notices.models import Delivery, Fate, Notice

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KIND = "notices.test"
__all__ = ["provider"]


@pytest.fixture
def li() -> User:
    return User.objects.create(
        username="li", name="李一", mobile="+8613800000001", email="li@example.cn", language="en"
    )


def _announce(*to: User, kind: str = KIND) -> tuple[Notice, ...]:
    with transaction.atomic():
        return actions.announce(to=to, kind=kind, matter="request:17", values={"number": "R-17"}, at=NOW)


def _fates() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("channel", "pk").values_list("channel", "fate"))


def test_a_text_message_is_a_template_with_parameters_and_holds_no_personal_data(li: User, provider: Stub) -> None:
    _announce(li)
    assert outbox.send_waiting(at=NOW) == 1
    [(path, body, headers)] = provider.posted
    assert path == "/sms"
    assert body == {"to": li.mobile, "template": "SMS_1", "parameters": ["R-17"], "lang": "en"}
    assert headers["Idempotency-Key"].startswith("notice-")


def test_who_has_no_address_is_told_on_the_page_and_is_no_failure(li: User, provider: Stub) -> None:
    User.objects.filter(pk=li.pk).update(mobile="")
    _announce(li)
    assert outbox.send_waiting(at=NOW) == 0
    assert (_fates(), provider.posted) == ([("sms", Fate.NOWHERE)], [])
    assert queries.fates() == {"nowhere": 1}, "what /healthz counts"
    assert queries.unread(li) == 1
    outbox.send_waiting(at=NOW + timedelta(days=1))
    assert Delivery.objects.get().attempts == 1


def test_what_was_sent_is_not_sent_again(li: User, provider: Stub) -> None:
    _announce(li)
    for minutes in (0, 1, 60, 10_000):
        outbox.send_waiting(at=NOW + timedelta(minutes=minutes))
    assert len(provider.posted) == 1
    assert _fates() == [("sms", Fate.SENT)]


def test_an_act_undone_tells_nobody(li: User, provider: Stub) -> None:
    with transaction.atomic():
        actions.announce(to=li, kind=KIND, matter="request:17", values={}, at=NOW)
        transaction.set_rollback(True)
    outbox.send_waiting(at=NOW)
    assert provider.posted == []
    assert queries.unread(li) == 0


@pytest.mark.django_db(transaction=True)
def test_a_notice_outside_an_act_is_a_bug(li: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.announce(to=li, kind=KIND, matter="request:17", values={}, at=NOW)


def test_a_message_not_taken_is_tried_again_later_and_later(li: User, provider: Stub) -> None:
    provider.status = 503
    _announce(li)
    at = NOW
    for pause in (*outbox.BACK_OFF, timedelta()):
        outbox.send_waiting(at=at)
        outbox.send_waiting(at=at + pause - timedelta(seconds=1) if pause else at)
        at += pause
    assert len(provider.posted) == len(outbox.BACK_OFF) + 1
    assert _fates() == [("sms", Fate.FAILED)]


@pytest.mark.parametrize(("status", "fate"), [(400, Fate.FAILED), (504, Fate.UNCERTAIN), (302, Fate.FAILED)])
def test_what_the_provider_answers_decides_the_fate(li: User, provider: Stub, status: int, fate: Fate) -> None:
    provider.status = status
    _announce(li)
    outbox.send_waiting(at=NOW)
    assert _fates() == [("sms", fate)]


@pytest.mark.parametrize(("idempotent", "fate", "posts"), [(False, Fate.UNCERTAIN, 0), (True, Fate.SENT, 1)])
def test_after_a_crash_in_sending_only_a_provider_that_knows_the_key_is_asked_again(
    li: User, provider: Stub, settings, idempotent: bool, fate: Fate, posts: int
) -> None:
    settings.PATENTRY_SMS_IDEMPOTENT = idempotent
    _announce(li)
    Delivery.objects.update(fate=Fate.SENDING, claimed_at=NOW, attempts=1)
    outbox.send_waiting(at=NOW + timedelta(minutes=1))
    assert _fates() == [("sms", Fate.SENDING)]
    outbox.send_waiting(at=NOW + timedelta(minutes=3))
    assert (_fates(), len(provider.posted)) == ([("sms", fate)], posts)


def test_a_claimed_message_is_nobody_elses(li: User, provider: Stub) -> None:
    _announce(li)
    row = Delivery.objects.get()
    assert outbox.send(row.pk, at=NOW)
    assert not outbox.send(row.pk, at=NOW)
    assert len(provider.posted) == 1


def test_a_mail_reaches_a_real_server_in_the_persons_language(li: User, settings) -> None:
    taken = []

    class Inbox(Handler):
        def handle_message(self, message) -> None:
            taken.append(message)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(Inbox(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.PATENTRY_SMTP = f"smtp://127.0.0.1:{port}"
        settings.PATENTRY_MAIL_FROM = "ip@example.cn"
        settings.PATENTRY_SITE_URL = "https://ip.example.cn"
        _announce(li)
        assert outbox.send_waiting(at=NOW) == 1
    finally:
        server.stop()
    [mail] = taken
    assert (mail["Subject"], mail["To"]) == ("Test of notices", "li@example.cn")
    text = mail.get_payload(decode=True).decode()
    assert "R-17" in text
    assert "https://ip.example.cn/en/notices/" in text


def test_a_mail_server_that_is_away_is_tried_again(li: User, settings) -> None:
    settings.PATENTRY_SMTP = "smtp://127.0.0.1:9"
    _announce(li)
    outbox.send_waiting(at=NOW)
    assert list(Delivery.objects.values_list("fate", "fault")) == [(Fate.WAITING, "smtp_connect")]


@pytest.mark.parametrize("name", ["wecom", "dingtalk"])
def test_a_groups_robot_is_told_once_and_never_who(name: str, li: User, provider: Stub, settings) -> None:
    settings.PATENTRY_SMS_URL = ""
    setattr(settings, f"PATENTRY_{name.upper()}_WEBHOOK", f"{provider.address}/robot?key=1")
    _announce(li, User.objects.create(username="wang"))
    outbox.send_waiting(at=NOW)
    [(path, body, _)] = provider.posted
    assert path.startswith("/robot?key=1")
    assert body["msgtype"] == "text"
    assert "李一" not in json.dumps(body, ensure_ascii=False)
    assert "通知测试" in body["text"]["content"]


def test_a_robot_that_had_too_much_is_asked_later(li: User, provider: Stub, settings) -> None:
    settings.PATENTRY_SMS_URL, settings.PATENTRY_WECOM_WEBHOOK = "", provider.address
    provider.answer = {"errcode": 45009}
    _announce(li)
    outbox.send_waiting(at=NOW)
    assert _fates() == [("wecom", Fate.WAITING)]


def test_a_signature_of_dingtalk_is_over_time_and_secret(settings) -> None:
    settings.PATENTRY_DINGTALK_SECRET = "SEC"
    assert "timestamp=1700000000000&sign=" in signed("https://x/robot?access_token=1", milliseconds=1_700_000_000_000)


def test_an_address_that_is_neither_https_nor_here_is_not_spoken_to(li: User, provider: Stub, settings) -> None:
    settings.PATENTRY_SMS_URL = "http://192.0.2.1/sms"
    _announce(li)
    outbox.send_waiting(at=NOW)
    assert list(Delivery.objects.values_list("fate", "fault")) == [(Fate.FAILED, "insecure_address")]


def test_a_one_time_code_goes_out_at_once_and_is_kept_nowhere(provider: Stub) -> None:
    from district.accounts.codes import Code, Purpose

    send_code(Code(number="+8613800000001", purpose=Purpose.SIGN_IN, digits="123456", lang="zh"))
    assert provider.posted[0][1]["template"] == "SMS_2"
    assert provider.posted[0][1]["parameters"] == ["123456"]
    assert not Notice.objects.exists()


def test_who_wants_no_text_message_gets_none_and_is_told_on_the_page(li: User, provider: Stub) -> None:
    actions.choose(by=li, wanted={(KIND, "in_page")})
    _announce(li)
    assert _fates() == []
    assert queries.unread(li) == 1


def test_titles_hold_no_values_and_both_languages_are_there() -> None:
    for kind in kinds.kinds().values():
        for lang in ("zh", "en"):
            assert kind.titles[lang]
            assert kind.texts[lang]
            assert "{" not in kind.titles[lang]
        assert kind.channels <= {kinds.IN_PAGE, *channels()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_person_sees_their_notices_and_nobody_elses(lang: str) -> None:
    person = people.person(Role.ENTERPRISE_USER)
    browser = people.signed_in_as(person)
    [mine], [theirs] = _announce(person), _announce(User.objects.create(username="other"))
    page = browser.get(f"/{lang}/notices/").content.decode()
    assert "R-17" in page
    assert f"/{lang}/notices/{mine.pk}" in page
    assert browser.get(f"/{lang}/notices/{theirs.pk}").status_code == 404
    assert browser.get(f"/{lang}/notices/{mine.pk}").status_code == 302
    assert queries.unread(person) == 0


def test_a_person_chooses_what_comes_which_way(client: Client, provider: Stub) -> None:
    person = people.person(Role.ENTERPRISE_USER)
    browser = people.signed_in_as(person)
    assert 'value="notices.test|sms" checked' in browser.get("/zh/notices/wishes").content.decode()
    browser.post("/zh/notices/wishes", {"wanted": ["notices.test|in_page", "nonsense", "a|b"]})
    page = browser.get("/zh/notices/wishes").content.decode()
    assert 'value="notices.test|sms">' in page
    assert 'value="notices.test|in_page" checked' in page


def test_all_can_be_read_at_once() -> None:
    person = people.person(Role.ENTERPRISE_USER)
    _announce(person)
    people.signed_in_as(person).post("/zh/notices/read")
    assert queries.unread(person) == 0
