"""Sending what is waiting, each message once.

First the row is claimed and that is committed; then the message goes out; then its fate is written. A crash between
leaves the row in `sending`: nobody can know whether the message went, so it becomes `uncertain` and is not sent again,
except through a channel whose other side knows the message by its key.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from district.notices.channels import channels
from district.notices.channels.messages import Channel, Message, NotSent, Refused, Uncertain
from district.notices.kinds import Lang, kinds
from district.notices.models import Delivery, Fate

AT_ONCE = 50
"""So many in one round, so that the loop comes by its other chores."""
PATIENCE = timedelta(minutes=2)
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 3600, 21_600))


def send_waiting(*, at: datetime) -> int:
    """Send what is due, oldest first; answers how many went out."""
    settle_lost(at=at)
    due = Delivery.objects.filter(fate=Fate.WAITING, next_at__lte=at).order_by("next_at", "pk")
    return sum(send(pk, at=at) for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]))


def send(pk: int, *, at: datetime) -> bool:
    """Send one message if it is still waiting; answers whether it went out."""
    claimed = Delivery.objects.filter(pk=pk, fate=Fate.WAITING).update(
        fate=Fate.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    row = Delivery.objects.select_related("notice__to").get(pk=pk)
    channel = channels().get(row.channel)
    if channel is None or not channel.is_configured():
        return _end(row, Fate.FAILED, at=at, fault="not_configured")
    message = message_of(row, channel)
    if message is None:
        return _end(row, Fate.NOWHERE, at=at)
    try:
        channel.send(message)
    except NotSent as answer:
        return _again(row, str(answer), at=at)
    except Refused as answer:
        return _end(row, Fate.FAILED, at=at, fault=str(answer))
    except Uncertain as answer:
        return _again(row, str(answer), at=at) if channel.is_idempotent else _open(row, str(answer), at=at)
    return _end(row, Fate.SENT, at=at)


def settle_lost(*, at: datetime) -> int:
    """Give a fate to messages whose sender died; answers how many."""
    lost = Delivery.objects.filter(fate=Fate.SENDING, claimed_at__lt=at - PATIENCE)
    tame = [name for name, channel in channels().items() if channel.is_idempotent]
    again = lost.filter(channel__in=tame).update(fate=Fate.WAITING, next_at=at)
    return again + lost.exclude(channel__in=tame).update(fate=Fate.UNCERTAIN, ended_at=at, fault="sender_died")


def key_of(row: Delivery) -> str:
    """Answer the key of a message: with its time, because a restored database gives the numbers since out again."""
    return f"notice-{row.pk}-{int(row.notice.at.timestamp())}"


def message_of(row: Delivery, channel: Channel) -> Message | None:
    """Answer the message in the person's language; None where the channel does not reach them."""
    notice, person = row.notice, row.notice.to
    kind = kinds().get(notice.kind)
    to = channel.address_of(person)
    if kind is None or not to or not person.is_active:
        return None
    lang: Lang = "en" if person.language == "en" and not channel.is_group else "zh"
    where = kind.where(lang, notice.matter)
    return Message(
        key=key_of(row),
        to=to,
        lang=lang,
        title=kind.title(lang),
        text=kind.text(lang, notice.values),
        link=f"{settings.PATENTRY_SITE_URL}{where}" if settings.PATENTRY_SITE_URL and where else "",
        template=kind.template,
        parameters=tuple(str(notice.values.get(name, "")) for name in kind.sms_values),
    )


def _again(row: Delivery, fault: str, *, at: datetime) -> bool:
    if row.attempts > len(BACK_OFF):
        return _end(row, Fate.FAILED, at=at, fault=fault)
    Delivery.objects.filter(pk=row.pk).update(
        fate=Fate.WAITING, next_at=at + BACK_OFF[row.attempts - 1], fault=fault[:80]
    )
    return False


def _open(row: Delivery, fault: str, *, at: datetime) -> bool:
    return _end(row, Fate.UNCERTAIN, at=at, fault=fault)


def _end(row: Delivery, fate: Fate, *, at: datetime, fault: str = "") -> bool:
    Delivery.objects.filter(pk=row.pk).update(fate=fate, ended_at=at, fault=fault[:80])
    return fate is Fate.SENT
