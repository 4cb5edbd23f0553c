"""What is sent to somebody who waits for it: codes and invitations, beside the answer and not before it.

A visitor who could measure how long the answer takes would learn whether there was somebody to send to. So whatever
leaves the house leaves from a thread of its own, and what goes wrong there is logged without address or words. A
process that ends waits for it a while; for one that is killed, whoever has a row for the message sees that nobody knows
whether it went, and sends again.
"""

from __future__ import annotations

import atexit
import logging
import secrets
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connections

from district.accounts.letters import Sending
from district.casework import CaseRefusal
from district.notices.channels.email import Email
from district.notices.channels.messages import Message, NotSent, Refused, Uncertain
from district.notices.channels.sms import Sms

log = logging.getLogger(__name__)
NOT_THERE = (NotSent, Refused, Uncertain, OSError)


LAST_SECONDS = 20.0
"""So long a process that ends waits for what it is sending."""
_underway: set[threading.Thread] = set()


Told = Callable[[Sending], object]


def aside(act: Callable[[], object], *, told: Told | None = None) -> None:
    """Do something that may take its time without letting the answer wait for it; `told` hears how it ended."""

    def done() -> None:
        try:
            end = _ended(act)
            if told is not None:
                told(end)
        finally:
            connections.close_all()
            _underway.discard(threading.current_thread())

    thread = threading.Thread(target=done, daemon=True)
    _underway.add(thread)
    thread.start()


def _ended(act: Callable[[], object]) -> Sending:
    try:
        act()
    except NOT_THERE as fault:
        log.warning("a message could not be sent (%s)", type(fault).__name__)
        return Sending.UNCERTAIN if isinstance(fault, Uncertain) else Sending.FAILED
    return Sending.SENT


@atexit.register
def finish() -> None:
    """Wait for what is being sent, for a while: a site that is stopped in order loses no code and no invitation."""
    until = time.monotonic() + LAST_SECONDS
    for thread in tuple(_underway):
        thread.join(max(0.0, until - time.monotonic()))


def has_mail() -> bool:
    """Answer whether this site has a mail server."""
    return Email().is_configured()


def mail(*, to: str, title: str, text: str, link: str = "", lang: str, told: Told | None = None) -> None:
    """Send a letter to an address; refuses with `accounts.no_mail_channel` where there is no mail server."""
    if not has_mail():
        raise CaseRefusal("accounts.no_mail_channel")
    letter = _message(to=to, lang=lang, title=title, text=text, link=link)
    aside(lambda: Email().send(letter), told=told)


def text_message(*, to: str, template: str, lang: str) -> None:
    """Send a text message without values; nothing where there is no provider or no such template."""
    if Sms().is_configured() and settings.PATENTRY_SMS_TEMPLATES.get(template):
        message = _message(to=to, lang=lang, template=template)
        aside(lambda: Sms().send(message))


def _message(*, to: str, lang: str, title: str = "", text: str = "", link: str = "", template: str = "") -> Message:
    key = secrets.token_hex(16)
    return Message(key=key, to=to, lang=lang, title=title, text=text, link=link, template=template, parameters=())
