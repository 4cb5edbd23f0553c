"""Announcing, reading, and saying what one wants to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from district.notices.channels import configured
from district.notices.kinds import IN_PAGE, Kind, kinds
from district.notices.models import Delivery, Notice, Preference


def announce(
    *,
    to: AbstractBaseUser | Iterable[AbstractBaseUser],
    kind: str,
    matter: str,
    values: Mapping[str, str | int],
    at: datetime,
) -> tuple[Notice, ...]:
    """Write down that a person, or each of some, is told; answers the notices.

    Must be called inside the act's own transaction; it is sent after that has been committed, and not at all if it is
    undone. `values` are numbers, codes and dates as text, never a person's words or contact data. A group's chat is
    told once a call. Raises `KeyError` for a kind no room has.
    """
    if transaction.get_autocommit():
        raise transaction.TransactionManagementError("a notice belongs into the transaction of its act")
    what = kinds()[kind]
    people = [to] if isinstance(to, AbstractBaseUser) else list(dict.fromkeys(to))
    notices, told = [], set[str]()
    for person in people:
        wanted = wanted_channels(person, what)
        notice = Notice.objects.create(
            to_id=person.pk, kind=kind, matter=matter, values=dict(values), at=at, is_shown=IN_PAGE in wanted
        )
        for name, channel in configured().items():
            if name in wanted and name not in told:
                Delivery.objects.create(notice=notice, channel=name, next_at=at)
                told |= {name} if channel.is_group else set()
        notices.append(notice)
    return tuple(notices)


def wanted_channels(person: AbstractBaseUser, kind: Kind) -> frozenset[str]:
    """Answer the channels by which a person is told a kind of thing: the kind's own, but for the person's wishes."""
    wishes = dict(Preference.objects.filter(user_id=person.pk, kind=kind.name).values_list("channel", "is_wanted"))
    chosen = {name for name in kind.channels if wishes.get(name, True)}
    return frozenset(chosen | ({IN_PAGE} if kind.is_obligatory else set()))


def note_read(*, notice: Notice, at: datetime) -> None:
    """Note that the person has seen a notice; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def note_all_read(*, by: AbstractBaseUser, at: datetime) -> None:
    """Note that the person has seen all their notices."""
    Notice.objects.filter(to_id=by.pk, is_shown=True, read_at=None).update(read_at=at)


@transaction.atomic
def choose(*, by: AbstractBaseUser, wanted: Collection[tuple[str, str]]) -> None:
    """Keep what a person wants: (kind, channel) for each box that is ticked; every other box is not."""
    for kind in kinds().values():
        for channel in kind.channels:
            Preference.objects.update_or_create(
                user_id=by.pk,
                kind=kind.name,
                channel=channel,
                defaults={"is_wanted": (kind.name, channel) in wanted},
            )
