"""企业微信 (WeCom): the robot of a group's chat, by its webhook. A group is told titles and numbers, never a person."""

from __future__ import annotations

from django.conf import settings

from district.notices.channels.messages import Message, NotSent, Person, Refused, post

TOO_OFTEN = 45009
"""The robot takes twenty messages a minute; what comes later is not taken."""


class WeCom:
    """The operator's robot."""

    name = "wecom"
    is_group = True
    is_idempotent = False

    def is_configured(self) -> bool:
        """Answer whether there is a robot."""
        return bool(settings.PATENTRY_WECOM_WEBHOOK)

    def address_of(self, person: Person) -> str:
        """Answer the group, whoever the person is."""
        return "group"

    def send(self, message: Message) -> None:
        """Post one message of the type text."""
        text = "\n".join(part for part in (message.title, message.link) if part)
        answer = post(settings.PATENTRY_WECOM_WEBHOOK, {"msgtype": "text", "text": {"content": text}})
        code = answer.get("errcode", 0) if isinstance(answer, dict) else -1
        if code == TOO_OFTEN:
            raise NotSent("too_often")
        if code:
            raise Refused(f"errcode_{code}")
