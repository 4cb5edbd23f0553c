"""钉钉 (DingTalk): the robot of a group's chat, by its webhook, signed where the robot asks for it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from urllib.parse import urlencode

from django.conf import settings

from district.notices.channels.messages import Message, NotSent, Person, Refused, post

TOO_OFTEN = {130101, 410100}


class DingTalk:
    """The operator's robot."""

    name = "dingtalk"
    is_group = True
    is_idempotent = False

    def is_configured(self) -> bool:
        """Answer whether there is a robot."""
        return bool(settings.PATENTRY_DINGTALK_WEBHOOK)

    def address_of(self, person: Person) -> str:
        """Answer the group, whoever the person is."""
        return "group"

    def send(self, message: Message) -> None:
        """Post one message of the type text."""
        text = "\n".join(part for part in (message.title, message.link) if part)
        body = {"msgtype": "text", "text": {"content": text}, "at": {"isAtAll": False}}
        answer = post(signed(settings.PATENTRY_DINGTALK_WEBHOOK, milliseconds=int(time.time() * 1000)), body)
        code = answer.get("errcode", 0) if isinstance(answer, dict) else -1
        if code in TOO_OFTEN:
            raise NotSent("too_often")
        if code:
            raise Refused(f"errcode_{code}")


def signed(address: str, *, milliseconds: int) -> str:
    """Answer the webhook with time and signature: HMAC-SHA256 of "time\\nsecret" by the secret, in base64."""
    secret = settings.PATENTRY_DINGTALK_SECRET
    if not secret:
        return address
    digest = hmac.new(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256).digest()
    query = urlencode({"timestamp": milliseconds, "sign": base64.b64encode(digest).decode()})
    return f"{address}{'&' if '?' in address else '?'}{query}"
