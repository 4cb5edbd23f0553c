"""What rooms of the service did for an organisation, as far as the person who asks may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from district.accounts.models import Organisation, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A kind of service: how often the organisation used it, and when last."""

    zh: str
    en: str
    count: int
    last: date | None

    def named(self, lang: str) -> str:
        """Answer its name in a language."""
        return self.en if lang == "en" else self.zh


class Room(Protocol):
    """Answers what a room did for an organisation, of what a person may see on a day."""

    def __call__(self, organisation: Organisation, *, user: User, on: date) -> Iterable[Used]: ...


_rooms: dict[str, Room] = {}


def register(name: str, room: Room) -> None:
    """Take a room's answer. Call it in `AppConfig.ready`."""
    _rooms[name] = room


def used_by(credit_code: str | None, *, user: User, on: date) -> tuple[Used, ...]:
    """Answer what all rooms did for the organisation of a credit code; nothing for one the site does not know."""
    organisation = Organisation.objects.filter(credit_code=credit_code).first() if credit_code else None
    if organisation is None:
        return ()
    return tuple(used for room in _rooms.values() for used in room(organisation, user=user, on=on))
