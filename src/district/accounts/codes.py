"""One-time codes on their way to a person: the one place that knows by which channel they go.

There is no code without a channel: a site that has none says so in words instead of pretending to have sent one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override

from district.accounts import outgoing
from district.casework.refusals import CaseRefusal


class Purpose(StrEnum):
    """What a code is for; a text-message template each."""

    SIGN_IN = "sign_in"
    VERIFY_NUMBER = "verify_number"
    CONFIRM_EMAIL = "confirm_email"


@dataclass(frozen=True, slots=True)
class Code:
    """A code to send. `number` is in the form +8613800000000, or an address of e-mail."""

    number: str
    purpose: Purpose
    digits: str
    lang: str


Channel = Callable[[Code], None]


def has_channel() -> bool:
    """Answer whether this site can send codes at all."""
    return bool(settings.PATENTRY_CODES)


def send(*, number: str, purpose: Purpose, digits: str, lang: str) -> None:
    """Send a code by the configured channel; refuses with `accounts.no_code_channel` where there is none."""
    if not has_channel():
        raise CaseRefusal("accounts.no_code_channel")
    channel: Channel = import_string(settings.PATENTRY_CODES)
    code = Code(number=number, purpose=purpose, digits=digits, lang=lang)
    if channel in AT_ONCE:
        channel(code)
    else:
        outgoing.aside(lambda: channel(code))


def has_mail() -> bool:
    """Answer whether this site can send codes by e-mail."""
    return outgoing.has_mail() or _is_shown()


def send_by_mail(*, address: str, purpose: Purpose, digits: str, lang: str) -> None:
    """Send a code by e-mail; the subject names neither code nor person."""
    if not outgoing.has_mail() and _is_shown():
        send(number=address, purpose=purpose, digits=digits, lang=lang)
        return
    with override(lang):
        title = gettext("Your one-time code")
        text = gettext(
            "The code is %(code)s. It holds for ten minutes. If you did not ask for it, somebody else typed your "
            "address: do nothing, and tell nobody the code."
        )
    outgoing.mail(to=address, title=title, text=text % {"code": digits}, lang=lang)


def _is_shown() -> bool:
    return bool(settings.PATENTRY_CODES) and import_string(settings.PATENTRY_CODES) in AT_ONCE


def on_the_page(code: Code) -> None:
    """Show the code on the next page: for the demonstration, where nobody has the telephone of a fictional person."""
    from allauth.core import context
    from django.contrib import messages
    from django.utils.translation import gettext as _

    text = _("Demonstration: the code that would be sent to you is %(code)s.") % {"code": code.digits}
    messages.info(context.request, text)


SENT: list[Code] = []
"""What `into_memory` took; tests read and empty it."""


def into_memory(code: Code) -> None:
    """Keep the code in this process: for tests."""
    SENT.append(code)


AT_ONCE: tuple[Channel, ...] = (on_the_page, into_memory)
"""Channels that do not leave the house, so that nothing can be learned from how long they take."""
