"""The one loop: every room says what is overdue, and the loop sees to it that each act happens once.

A room registers `overdue`, which answers the deadlines that have passed, each with the act to be done. The claim row
and the act share a transaction: whoever loses the race for the row does nothing, and an act that fails takes its claim
back with it. Chores are what has to be looked at now and then and needs no claim, because it is harmless twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import IntegrityError, transaction
from django.db.models import Q

from district.casework import CaseRefusal
from district.jobs.models import Acted, Lease, Pulse, Setback

log = logging.getLogger(__name__)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
DEADLINES, CHORES = "deadlines", "chores"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline of a matter ("request:17") that has passed, and what the system does about it.

    `act` is called with `at=` inside the transaction of the claim. It must do all its writing there, and nothing that
    cannot be undone: a notice is announced, not sent. A `CaseRefusal` means that nothing is to be done any more.
    """

    matter: str
    deadline: str
    due_at: datetime
    act: Callable[..., object]


class Overdue(Protocol):
    """Answers what is overdue at a time, oldest first. It need not leave out what has been acted on already.

    A room whose own states keep an act from happening twice may act itself and answer how often it did.
    """

    def __call__(self, *, at: datetime) -> Iterable[Due] | int: ...


class Chore(Protocol):
    """Looks after something at a time."""

    def __call__(self, *, at: datetime) -> object: ...


_overdue: dict[str, Overdue] = {}
_chores: dict[str, tuple[Chore, timedelta]] = {}


def register(name: str, function: Overdue) -> None:
    """Have a room asked in every round what is overdue. Call it in `AppConfig.ready`; the name is the room's."""
    _overdue[name] = function


def register_chore(name: str, function: Chore, *, every: timedelta) -> None:
    """Have a chore done about so often while a worker runs."""
    _chores[name] = (function, every)


def registered() -> tuple[str, ...]:
    """Answer the names of the rooms asked for what is overdue."""
    return tuple(sorted(_overdue))


def make_round(*, at: datetime) -> int:
    """Ask every room what is overdue and act on it; answers how many acts were done.

    A room whose question fails does not keep the others from being asked.
    """
    acts = 0
    for name, overdue in sorted(_overdue.items()):
        try:
            found = overdue(at=at)
            acts += found if isinstance(found, int) else sum(act_once(due, at=at) for due in tuple(found))
        except Exception:
            log.exception("asking %s for what is overdue failed", name)
    beat(DEADLINES, at=at)
    return acts


def act_once(due: Due, *, at: datetime) -> bool:
    """Act on a deadline unless it has been acted on; answers whether this call did."""
    key = {"matter": due.matter, "deadline": due.deadline, "due_at": due.due_at}
    if Acted.objects.filter(**key).exists() or Setback.objects.filter(**key, next_at__gt=at).exists():
        return False
    try:
        with transaction.atomic():
            if not _claimed(key, at=at):
                return False
            due.act(at=at)
            Setback.objects.filter(**key).delete()
    except CaseRefusal as refusal:
        log.info("%s of %s: nothing to do any more (%s)", due.deadline, due.matter, refusal.code)
        return False
    except Exception as fault:
        log.exception("acting on %s of %s failed", due.deadline, due.matter)
        _set_back(key, fault, at=at)
        return False
    return True


def _claimed(key: dict[str, object], *, at: datetime) -> bool:
    """Answer whether the claim is ours; another process may have been quicker."""
    try:
        with transaction.atomic():
            Acted.objects.create(**key, at=at)
    except IntegrityError:
        return False
    return True


def _set_back(key: dict[str, object], fault: Exception, *, at: datetime) -> None:
    with transaction.atomic():
        row, _ = Setback.objects.select_for_update().get_or_create(**key, defaults={"next_at": at})
        row.next_at = at + BACK_OFF[min(row.attempts, len(BACK_OFF) - 1)]
        row.attempts += 1
        row.fault = type(fault).__name__
        row.save()


def do_chores(*, at: datetime) -> int:
    """Do every chore whose time has come; answers how many were done. One that fails waits for its next time."""
    done = 0
    for name, (chore, every) in sorted(_chores.items()):
        if not _is_time(f"chore:{name}", every, at=at):
            continue
        try:
            chore(at=at)
        except Exception:
            log.exception("the chore %s failed", name)
        done += 1
    beat(CHORES, at=at)
    return done


def _is_time(name: str, every: timedelta, *, at: datetime) -> bool:
    """Answer whether the chore is due, and note that it is being done."""
    waited = Pulse.objects.filter(name=name, at__lte=at - every).update(at=at)
    return bool(waited) or Pulse.objects.get_or_create(name=name, defaults={"at": at})[1]


def beat(name: str, *, at: datetime) -> None:
    """Note that somebody lives."""
    Pulse.objects.update_or_create(name=name, defaults={"at": at})


def take(name: str, *, holder: str, at: datetime, length: timedelta) -> bool:
    """Answer whether `holder` may run a loop for `length` from now: the lease was free, run out, or theirs."""
    free = Q(until__lte=at) | Q(holder=holder)
    if Lease.objects.filter(free, name=name).update(holder=holder, until=at + length):
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=holder, until=at + length)
    except IntegrityError:
        return False
    return True
