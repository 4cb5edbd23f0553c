"""An address of e-mail is proved before it is used, and then opens the account when the mobile is not at hand."""

from __future__ import annotations

import re
import socket
import threading
import time
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import Message

import people
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from district.accounts import codes
from district.accounts.actions import addresses
from district.accounts.models import User
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.notices.models import Notice

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
ADDRESS = "lin@firm.example"


@pytest.fixture(autouse=True)
def _codes_in_memory(settings) -> None:
    settings.PATENTRY_CODES = "district.accounts.codes.into_memory"
    codes.SENT.clear()
    cache.clear()


def signed_in(user: User) -> Client:
    """A browser in which the person has just typed their password."""
    client = Client()
    client.post("/zh/account/login/", {"login": user.username, "password": people.PASSWORD})
    return client


def with_address(address: str = ADDRESS) -> User:
    user = people.person()
    addresses.keep(by=user, address=address, at=timezone.now())
    return user


@LANGS
def test_an_address_holds_once_its_code_is_typed(lang: str) -> None:
    user = people.person()
    client = signed_in(user)
    asked = client.post(f"/{lang}/account/email/", {"email": "Lin@Firm.example"})
    assert asked.url == f"/{lang}/account/email/confirm/"
    assert ADDRESS in client.get(asked.url).content.decode()
    user.refresh_from_db()
    assert user.email == ""
    [sent] = codes.SENT
    assert (sent.number, sent.purpose) == (ADDRESS, codes.Purpose.CONFIRM_EMAIL)
    wrong = "000000" if sent.digits != "000000" else "000001"
    assert ("不对" if lang == "zh" else "not right") in client.post(asked.url, {"code": wrong}).content.decode()
    assert client.post(asked.url, {"code": sent.digits}).url == f"/{lang}/account/"
    user.refresh_from_db()
    assert user.email == ADDRESS
    assert EmailAddress.objects.get(user=user).verified
    assert ADDRESS in client.get(f"/{lang}/account/").content.decode()
    assert Entry.objects.filter(action="accounts.confirm_email").exists()


def test_three_wrong_codes_end_the_proof() -> None:
    client = signed_in(people.person())
    asked = client.post("/zh/account/email/", {"email": ADDRESS})
    right = codes.SENT[0].digits
    for _ in range(3):
        answer = client.post(asked.url, {"code": "12"})
    assert answer.url == "/zh/account/email/"
    assert client.post(asked.url, {"code": right}).url == "/zh/account/email/"
    assert not EmailAddress.objects.exists()


def test_a_code_that_comes_too_late_proves_nothing(monkeypatch) -> None:
    from district.accounts import email_proof

    session: dict[str, object] = {}
    code = email_proof.begin(session, address=ADDRESS, at=timezone.now())
    assert code not in str(session)
    assert email_proof.prove(session, code=code, at=timezone.now() + timedelta(minutes=11)).address == ""
    assert not session


def test_changing_the_address_asks_again_who_it_is() -> None:
    client = people.signed_in_as(people.person())
    answer = client.post("/zh/account/email/", {"email": ADDRESS})
    assert "reauthenticate" in answer.url
    assert not codes.SENT


def test_an_address_belongs_to_one_account_and_only_who_reads_it_is_told() -> None:
    with_address()
    client = signed_in(people.person())
    asked = client.post("/en/account/email/", {"email": ADDRESS})
    assert asked.url == "/en/account/email/confirm/"
    client.post(asked.url, {"code": codes.SENT[0].digits})
    assert "Another account has this address" in client.get("/en/account/").content.decode()
    assert EmailAddress.objects.filter(email=ADDRESS).count() == 1
    with pytest.raises(CaseRefusal, match=r"accounts\.email_taken"):
        addresses.keep(by=people.person(), address=ADDRESS, at=timezone.now())


def test_a_changed_address_is_told_and_the_old_one_opens_nothing() -> None:
    user = with_address()
    addresses.keep(by=user, address="new@firm.example", at=timezone.now())
    assert Notice.objects.get(to=user).kind == "accounts.email_changed"
    Client().post("/zh/account/login/code/", {"email": ADDRESS})
    assert not codes.SENT
    addresses.give_up(by=user, at=timezone.now())
    assert not EmailAddress.objects.filter(user=user).exists()


@LANGS
def test_a_forgotten_password_is_replaced_after_a_code_to_the_address(lang: str) -> None:
    user, client = with_address(), Client()
    page = client.get(f"/{lang}/account/password/reset/").content.decode()
    assert ("邮箱" if lang == "zh" else "e-mail") in page
    after = f"/{lang}/account/password/"
    asked = client.post(f"/{lang}/account/login/code/", {"email": ADDRESS, "next": after})
    done = client.post(asked.url, {"code": codes.SENT[0].digits, "next": after})
    assert done.url == after
    client.post(after, {"password1": "quite another phrase", "password2": "quite another phrase"})
    user.refresh_from_db()
    assert user.check_password("quite another phrase")


def test_an_unknown_address_sees_what_a_known_one_sees_and_gets_no_code() -> None:
    with_address()
    pages = []
    for address in (ADDRESS, "nobody@firm.example"):
        answer = Client().post("/en/account/login/code/", {"email": address}, follow=True)
        pages.append(re.sub(r'value="[^"]{20,}"', "", answer.content.decode()).replace(address, "…"))
    assert pages[0] == pages[1]
    assert [code.number for code in codes.SENT] == [ADDRESS]


def test_a_code_is_asked_for_with_number_or_address() -> None:
    page = Client().post("/en/account/login/code/", {}).content.decode()
    assert "Enter your mobile number or your e-mail address." in page


STUCK, ASKED = threading.Event(), threading.Event()


def stuck_channel(_code: codes.Code) -> None:
    """A provider that does not answer."""
    ASKED.set()
    STUCK.wait(20)


def test_an_answer_does_not_wait_for_the_code_to_leave_so_that_its_time_tells_nothing(settings) -> None:
    settings.PATENTRY_CODES = "test_email_address.stuck_channel"
    user = people.person()
    try:
        answer = Client().post("/zh/account/login/code/", {"phone": user.mobile})
        assert answer.status_code == 302
        assert ASKED.wait(20)
        assert not STUCK.is_set()
    finally:
        STUCK.set()


def test_a_provider_that_fails_breaks_no_page_and_the_log_names_no_number(settings, caplog) -> None:
    from district.accounts import outgoing
    from district.notices.channels.messages import NotSent

    done = threading.Event()

    def fails() -> None:
        try:
            raise NotSent("http_503 +8613800000001")
        finally:
            done.set()

    outgoing.aside(fails)
    assert done.wait(20)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(5)
    assert "NotSent" in caplog.text
    assert "13800000001" not in caplog.text


def test_a_process_that_ends_waits_for_what_it_is_sending_and_no_longer_than_its_patience(monkeypatch) -> None:
    from district.accounts import outgoing
    from district.accounts.letters import Sending

    begun, ends, stuck = threading.Event(), [], threading.Event()

    def slowly() -> None:
        begun.set()
        time.sleep(0.05)

    outgoing.aside(slowly, told=ends.append)
    assert begun.wait(20)
    outgoing.finish()
    assert ends == [Sending.SENT]
    monkeypatch.setattr(outgoing, "LAST_SECONDS", 0.01)
    outgoing.aside(lambda: stuck.wait(20), told=ends.append)
    outgoing.finish()
    assert ends == [Sending.SENT], "one that hangs holds nobody up"
    stuck.set()


def test_one_number_gets_so_many_codes_an_hour_from_wherever_they_are_asked_for(settings) -> None:
    user = people.person()
    answers = []
    for number in range(12):
        cache.clear()  # allauth's own counts, a minute's each
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}")
        answers.append(browser.post("/zh/account/login/code/", {"phone": user.mobile}).status_code)
    assert answers[-1] == 429
    assert len(codes.SENT) == 8


def test_a_name_in_other_letters_counts_as_the_same_account() -> None:
    user = people.person(username="Zhao")
    for name in ("zhao", "ZHAO", "Zhao", "zhAO", "ZhaO"):
        answer = Client().post("/zh/account/login/", {"login": name, "password": "wrong wrong wrong"})
    assert answer.status_code == 429
    addresses.keep(by=user, address=ADDRESS, at=timezone.now())
    by_mail = Client().post("/zh/account/login/", {"login": ADDRESS, "password": people.PASSWORD})
    assert by_mail.status_code == 429


@LANGS
def test_a_code_reaches_a_real_mail_server_and_the_subject_names_neither_code_nor_person(lang: str, settings) -> None:
    taken: list[Message] = []
    arrived = threading.Event()

    class Inbox(Handler):
        def handle_message(self, message: Message) -> None:
            taken.append(message)
            arrived.set()

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(Inbox(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.PATENTRY_SMTP = f"smtp://127.0.0.1:{port}"
        settings.PATENTRY_MAIL_FROM = "ip@district.example"
        with_address()
        Client().post(f"/{lang}/account/login/code/", {"email": ADDRESS})
        assert arrived.wait(20)
    finally:
        server.stop()
    [mail] = taken
    text = mail.get_payload(decode=True).decode()
    [digits] = re.findall(r"\b\d{6}\b", text)
    subject = str(make_header(decode_header(mail["Subject"])))
    assert subject == ("您的验证码" if lang == "zh" else "Your one-time code")
    assert digits not in subject
    assert mail["To"] == ADDRESS
