"""What stands beside a matter: where it came from, what it became, what else can be made of it now.

A service room shows this on its pages and knows nothing of the other rooms; the room that joins them registers how to
find it. Keys are the names the audit log knows matters by ("request:17").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from district.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A matter joined to this one; `address` is empty where it is not for the person to open."""

    how: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that can be made of a matter: one click (`is_act`, sent as a form), or a page to open."""

    label: str
    address: str
    is_act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The ties and offers of one matter."""

    ties: tuple[Tie, ...] = ()
    offers: tuple[Offer, ...] = ()


NOTHING = Beside()
Find = Callable[[Sequence[str], User, date], Mapping[str, Beside]]
_found_by: list[Find] = []


def register(find: Find) -> None:
    """Have matters looked up by a room that joins others. Call it in `AppConfig.ready`."""
    if find not in _found_by:
        _found_by.append(find)


def beside(*matters: str, user: User, on: date) -> dict[str, Beside]:
    """Answer what stands beside each of some matters for a person on a day; a few questions however many they are."""
    found = dict.fromkeys(matters, NOTHING)
    for find in _found_by:
        for matter, more in find(matters, user, on).items():
            held = found.get(matter, NOTHING)
            found[matter] = Beside(ties=(*held.ties, *more.ties), offers=(*held.offers, *more.offers))
    return found
