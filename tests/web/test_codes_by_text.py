"""One-time codes go out by text message wherever the operator has a provider, and a failure is said in words."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import timedelta

import people
import pytest
from django.test import Client
from django.utils import timezone
from provider_stub import Stub, provider

from district.accounts import codes
from district.jobs.models import Pulse
from district.notices.channels import sms
from district.notices.channels.messages import NotSent, Refused

__all__ = ["provider"]
CODE = codes.Code(number="+8613800000001", purpose=codes.Purpose.SIGN_IN, digits="123456", lang="zh")
ASK = (("zh", "无法发送验证码"), ("en", "cannot send codes"))


@pytest.fixture
def by_text(provider: Stub, settings) -> Stub:
    settings.PATENTRY_CODES = "district.notices.channels.sms.send_code"
    return provider


@pytest.mark.parametrize(
    ("given", "channel"),
    [
        ({}, ""),
        ({"PATENTRY_SMS_URL": "https://sms.example"}, "district.notices.channels.sms.send_code"),
        ({"PATENTRY_SMS_URL": "https://sms.example", "PATENTRY_CODES": "mine.send"}, "mine.send"),
        (
            {"PATENTRY_SMS_URL": "https://sms.example", "PATENTRY_DEMONSTRATION": "1"},
            "district.accounts.codes.on_the_page",
        ),
    ],
)
def test_a_provider_of_text_messages_is_the_channel_out_of_the_box(given, channel, tmp_path) -> None:
    told = {key: value for key, value in os.environ.items() if not key.startswith("PATENTRY_")}
    told |= given | {"PATENTRY_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "district.config.settings"}
    ask = "from django.conf import settings; print(settings.PATENTRY_CODES)"
    answer = subprocess.run([sys.executable, "-c", ask], env=told, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == channel


@pytest.mark.django_db(transaction=True)
def test_a_person_signs_in_with_the_code_the_provider_was_given(by_text: Stub, monkeypatch) -> None:
    monkeypatch.setattr("district.accounts.outgoing.aside", lambda act, **_told: act())
    user, client = people.person(mobile_verified_at=timezone.now()), Client()
    assert client.post("/zh/account/login/code/", {"phone": user.mobile}).status_code == 302
    [(_path, body, _headers)] = by_text.posted
    assert (body["to"], body["template"]) == (user.mobile, "SMS_2")
    client.post("/zh/account/login/code/confirm/", {"code": body["parameters"][0]})
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(("lang", "said"), ASK)
def test_without_a_template_for_codes_nobody_is_promised_one(by_text: Stub, settings, lang: str, said: str) -> None:
    settings.PATENTRY_SMS_TEMPLATES = {"request_accepted": "SMS_9"}
    answer = Client().post(f"/{lang}/account/login/code/", {"phone": "13800000001"})
    assert said in answer.content.decode()
    assert by_text.posted == []


@pytest.mark.parametrize("status", [503, 401])
@pytest.mark.parametrize(("lang", "said"), ASK)
def test_after_a_failure_everybody_is_told_for_a_minute(by_text: Stub, caplog, status, lang, said) -> None:
    by_text.status = status
    with caplog.at_level(logging.DEBUG), pytest.raises((NotSent, Refused)):
        codes.deliver(CODE, by=sms.send_code)
    assert CODE.number not in caplog.text
    assert CODE.digits not in caplog.text
    assert said in Client().post(f"/{lang}/account/login/code/", {"phone": "13800000009"}).content.decode()
    Pulse.objects.filter(name=codes.TROUBLE).update(at=timezone.now() - timedelta(seconds=61))
    assert codes.has_channel()


def test_a_number_the_provider_refuses_closes_the_door_to_nobody_else(by_text: Stub) -> None:
    by_text.status = 400
    with pytest.raises(Refused):
        codes.deliver(CODE, by=sms.send_code)
    assert codes.has_channel()


def test_what_was_perhaps_sent_counts_as_sent(by_text: Stub) -> None:
    by_text.status = 504
    codes.deliver(CODE, by=sms.send_code)
    assert codes.has_channel()
    assert len(by_text.posted) == 1
