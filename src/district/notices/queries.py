"""Reads of the notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count, QuerySet

from district.notices.channels import configured
from district.notices.kinds import IN_PAGE, Lang, kinds
from district.notices.models import Delivery, Notice, Preference

Reader = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as the list shows it."""

    pk: int
    title: str
    text: str
    where: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the page of wishes; `is_fixed` where the person is always told."""

    channel: str
    is_ticked: bool
    is_fixed: bool


Wish = tuple[str, str, tuple[Box, ...]]


def visible_to(user: Reader) -> QuerySet[Notice]:
    """Answer the notices of a person's list, the newest first."""
    return Notice.objects.filter(to_id=user.pk or 0, is_shown=True)


def unread(user: Reader) -> int:
    """Answer how many a person has not read."""
    return visible_to(user).filter(read_at=None).count()


def shown(notice: Notice, *, lang: Lang) -> Shown:
    """Answer a notice in words; one of a kind that is no more is shown by its code."""
    kind = kinds().get(notice.kind)
    title = kind.title(lang) if kind else notice.kind
    text = kind.text(lang, notice.values) if kind else notice.matter
    where = kind.where(lang, notice.matter) if kind else ""
    return Shown(notice.pk, title, text, where, notice.at, notice.read_at is None)


def wishes(user: AbstractBaseUser, *, lang: Lang) -> tuple[Wish, ...]:
    """Answer (kind, title, boxes) for the page of wishes; only channels that exist here have a box."""
    said = {(row.kind, row.channel): row.is_wanted for row in Preference.objects.filter(user_id=user.pk)}
    ways = (IN_PAGE, *(name for name, channel in configured().items() if not channel.is_group))
    rows = []
    for kind in kinds().values():
        boxes = tuple(
            Box(way, said.get((kind.name, way), True), kind.is_obligatory and way == IN_PAGE)
            for way in ways
            if way in kind.channels
        )
        rows.append((kind.name, kind.title(lang), boxes))
    return tuple(rows)


def fates() -> dict[str, int]:
    """Answer how many messages stand how, for the operator."""
    return dict(Delivery.objects.values_list("fate").annotate(Count("pk")).order_by("fate"))
