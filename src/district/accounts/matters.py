"""A person's matters in every room, and what waits for them there: each service room registers how to find its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from district.accounts.models import User

MOST = 200
"""So many matters of one room are looked at; its own pages have the rest."""
COUNTED = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A line of the list, in the language of the page."""

    key: str
    """As the audit log knows it: "request:17"."""
    room: str
    title: str
    number: str = ""
    state: str
    tone: str = ""
    moved_at: datetime
    due_on: date | None = None
    next_step: str = ""
    """What waits for the person; "" where nothing does."""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How a room finds what is somebody's: open or ended matters, the newest first, and what waits for them."""

    mine: Callable[[User, bool, datetime, int], Iterable[Matter]]
    """For a person, ended or not, at a time, at most so many."""
    waiting: Callable[[User, datetime, int], Iterable[Matter]]
    number_waiting: Callable[[User, datetime, int], int] | None = None
    """How many wait, counted by the database and each queue at most so far; None: by the list."""


_rooms: dict[str, Room] = {}


def register(name: str, room: Room) -> None:
    """Have a room's matters listed. Call it in `AppConfig.ready`; the name is the room's."""
    _rooms[name] = room


def registered() -> tuple[str, ...]:
    """Answer the names of the rooms that are asked."""
    return tuple(sorted(_rooms))


def of(user: User, *, ended: bool, at: datetime, most: int = MOST) -> list[Matter]:
    """Answer somebody's own matters and their organisations' in all rooms, what moved last first."""
    found = [matter for room in _rooms.values() for matter in room.mine(user, ended, at, most)]
    return sorted(found, key=lambda matter: matter.moved_at, reverse=True)


def waiting_for(user: User, *, at: datetime, most: int = MOST) -> list[Matter]:
    """Answer what waits for somebody, as applicant or in their office, in all rooms, what is due first first."""
    found = [matter for room in _rooms.values() for matter in room.waiting(user, at, most)]
    return sorted(found, key=lambda matter: (matter.due_on is None, matter.due_on or date.max, matter.moved_at))


def number_waiting_for(user: User, *, at: datetime) -> str:
    """Answer how many matters wait for somebody in all rooms, as far as it is told: beyond `COUNTED`, "99+"."""
    found = sum(_number(room, user, at) for room in _rooms.values())
    return f"{COUNTED}+" if found > COUNTED else str(found)


def _number(room: Room, user: User, at: datetime) -> int:
    most = COUNTED + 1
    return room.number_waiting(user, at, most) if room.number_waiting else sum(1 for _ in room.waiting(user, at, most))
