"""One-time codes on their way to a person: the one place that knows by which channel they go.

There is no code without a channel: a site that has none says so in words instead of pretending to have sent one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override

from district.accounts import outgoing
from district.casework.refusals import CaseRefusal
from district.jobs.loop import beat
from district.jobs.models import Pulse
from district.notices.channels import sms
from district.notices.channels.messages import NotSent, Refused


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


TROUBLE = "codes.trouble"
TROUBLE_SECONDS = 60
NOT_ABOUT_THE_NUMBER = {"insecure_address", "no_template", "http_401", "http_403", "http_404"}
"""Refusals of a provider that the next number would get as well."""


def has_channel() -> bool:
    """Answer whether this site can send codes at the moment: to anybody, so that the answer tells of no account.

    Codes leave beside the answer, so a provider's failure is known only afterwards: for a minute from then on nobody
    is promised a code.
    """
    if not settings.PATENTRY_CODES:
        return False
    if _channel() is sms.send_code and not settings.PATENTRY_SMS_TEMPLATES.get(Purpose.SIGN_IN.value):
        return False
    since = timezone.now() - timedelta(seconds=TROUBLE_SECONDS)
    return not Pulse.objects.filter(name=TROUBLE, at__gt=since).exists()


def send(*, number: str, purpose: Purpose, digits: str, lang: str) -> None:
    """Send a code by the configured channel; refuses with `accounts.no_code_channel` where there is none."""
    if not has_channel():
        raise CaseRefusal("accounts.no_code_channel")
    channel = _channel()
    code = Code(number=number, purpose=purpose, digits=digits, lang=lang)
    if channel in AT_ONCE:
        channel(code)
    else:
        outgoing.aside(lambda: deliver(code, by=channel))


def deliver(code: Code, *, by: Channel) -> None:
    """Hand a code to its channel, remembering for a minute that the provider takes none, and nothing else."""
    try:
        by(code)
    except (NotSent, Refused) as answer:
        if isinstance(answer, NotSent) or str(answer) in NOT_ABOUT_THE_NUMBER:
            beat(TROUBLE, at=timezone.now())
        raise


def _channel() -> Channel:
    channel: Channel = import_string(settings.PATENTRY_CODES)
    return channel


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
    return bool(settings.PATENTRY_CODES) and _channel() in AT_ONCE


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
