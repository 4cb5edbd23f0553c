"""Who may read a file: the room that owns its matter says so."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from district.files.models import StoredFile

Person = AbstractBaseUser | AnonymousUser


class MayRead(Protocol):
    """Answers whether a person may read the files of a matter on a day; `key` is what follows the colon."""

    def __call__(self, user: Person, key: str, on: date) -> bool: ...


_rooms: dict[str, MayRead] = {}


def register(kind: str, may_read: MayRead) -> None:
    """Have a kind of matter ("request") judged by its room. Call it in `AppConfig.ready`."""
    _rooms[kind] = may_read


def may_read(user: Person, file: StoredFile, *, on: date) -> bool:
    """Answer whether a person may read a file; nobody may where no room answers for its matter."""
    kind, _, key = file.matter.partition(":")
    judge = _rooms.get(kind)
    return judge is not None and judge(user, key, on)
