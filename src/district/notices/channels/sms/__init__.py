"""Text messages: the id of a template the provider has approved, and its parameters, over HTTP.

The provider's address, key and templates are the operator's settings. The message's key goes along as
`Idempotency-Key`; whether the provider honours it is a setting, for only then may an open fate be tried again.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from district.notices.channels.messages import Message, NotSent, Person, Refused, Uncertain, post


class Sms:
    """A provider of text messages."""

    name = "sms"
    is_group = False

    @property
    def is_idempotent(self) -> bool:
        """Whether the provider knows a message by its key."""
        return bool(settings.PATENTRY_SMS_IDEMPOTENT)

    def is_configured(self) -> bool:
        """Answer whether there is a provider."""
        return bool(settings.PATENTRY_SMS_URL)

    def address_of(self, person: Person) -> str:
        """Answer the person's number."""
        return person.mobile

    def send(self, message: Message) -> None:
        """Hand one message to the provider."""
        template = settings.PATENTRY_SMS_TEMPLATES.get(message.template)
        if not template:
            raise Refused("no_template")
        answer = post(
            settings.PATENTRY_SMS_URL,
            {"to": message.to, "template": template, "parameters": list(message.parameters), "lang": message.lang},
            headers={"Idempotency-Key": message.key, "Authorization": f"Bearer {settings.PATENTRY_SMS_KEY}"},
        )
        if isinstance(answer, dict) and answer.get("error"):
            raise Refused("provider")


class CodeToSend(Protocol):
    """A one-time code, as `accounts` has it."""

    @property
    def number(self) -> str: ...
    @property
    def purpose(self) -> object: ...
    @property
    def digits(self) -> str: ...
    @property
    def lang(self) -> str: ...


def send_code(code: CodeToSend) -> None:
    """Send a one-time code at once: the channel of codes wherever a provider is configured.

    A code is worth something only now, so it does not wait in the outbox, and it is kept nowhere. The template's key
    is the code's purpose. Where it may have gone out it counts as sent; the person asks for another one.
    """
    message = Message(
        key="",
        to=code.number,
        lang=code.lang,
        title="",
        text="",
        link="",
        template=str(code.purpose),
        parameters=(code.digits,),
    )
    try:
        Sms().send(message)
    except Uncertain:
        return
    except NotSent:
        Sms().send(message)
