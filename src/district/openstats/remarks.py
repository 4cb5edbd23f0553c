"""What other rooms remark on a patent: beside its public page, for those the room lets see it.

A room registers a function that answers remarks for the person who asks; whoever may not see them gets none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence in the language of the moment, and where its matter is looked at."""

    text: str
    address: str


class Remarks(Protocol):
    """Answers a room's remarks on a patent, by its application number, for a person on a day."""

    def __call__(self, user: AbstractBaseUser | AnonymousUser, number: str, on: date) -> Iterable[Remark]: ...


_rooms: dict[str, Remarks] = {}


def register(name: str, remarks: Remarks) -> None:
    """Have a room asked for its remarks. Call it in `AppConfig.ready`."""
    _rooms[name] = remarks


def on_patent(user: AbstractBaseUser | AnonymousUser, number: str, on: date) -> tuple[Remark, ...]:
    """Answer what the rooms remark on a patent for a person; nothing for whoever is not signed in."""
    if not user.is_authenticated:
        return ()
    return tuple(remark for _name, remarks in sorted(_rooms.items()) for remark in remarks(user, number, on))
