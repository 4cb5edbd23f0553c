"""What other rooms do once an organisation is verified: in the transaction of the judgement, which they can undo.

A room registers a function; what it kept under the firm's name or code while nobody had answered for it, it now can
give to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from district.accounts.models import Organisation, User


class Follow(Protocol):
    """Does what follows from an organisation's verification."""

    def __call__(self, *, organisation: Organisation, by: User, at: datetime) -> object: ...


_rooms: dict[str, Follow] = {}


def register(name: str, follow: Follow) -> None:
    """Have a room act after a verification. Call it in `AppConfig.ready`; the name is the room's."""
    _rooms[name] = follow


def follow(*, organisation: Organisation, by: User, at: datetime) -> None:
    """Let every room do what follows."""
    for _name, act in sorted(_rooms.items()):
        act(organisation=organisation, by=by, at=at)
