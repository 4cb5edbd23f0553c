"""The privacy notice: what is kept, what for, how long, who sees it; made from declarations, accepted by version.

It says what 个人信息保护法 第十七条 asks for: purpose, way, kind, how long, and how to use one's rights.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from district.accounts.models import Acceptance, User
from district.accounts.privacy.declarations import every
from district.accounts.roles import Role
from district.audit.actions import record
from district.casework.privacy import PersonalData
from district.casework.refusals import CaseRefusal

EDITION = "1"
"""Raised when the sentences of the notice change; what it lists changes the version by itself."""
KINDS = {
    PersonalData.CONTACT: (
        _("Who you are and how to reach you"),
        _("To know for whom a matter is, to answer, and to keep others out of your matters."),
    ),
    PersonalData.MATTER: (
        _("What you asked, said or handed in"),
        _("To handle the matter, to let you follow it, and to count service without naming anybody."),
    ),
    PersonalData.CREDENTIAL: (
        _("What you sign in with"),
        _("To let you in and nobody else."),
    ),
    PersonalData.TRACE: (
        _("What was done and when"),
        _("To show later who decided or read what, and that messages were sent once."),
    ),
}
ROOMS = {
    "accounts": _("Account"),
    "audit": _("Audit log"),
    "consultation": _("Consultation day"),
    "checklists": _("Checklists"),
    "desklist": _("Lists of the desk"),
    "desklog": _("Desk contacts"),
    "directory": _("Service network"),
    "files": _("Files handed in"),
    "jobs": _("Background work"),
    "journeys": _("Ways between rooms"),
    "listcheck": _("Check of lists of applications"),
    "notices": _("Messages"),
    "window": _("Service requests"),
    "workbench": _("Patent search"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the notice. `days` are the shortest and longest retention, None for as long as the law asks."""

    room: str
    kind: PersonalData
    shortest: int | None
    longest: int | None
    seen_by: tuple[str, ...]
    """Values of roles, "self" for the person."""

    @property
    def where(self) -> str:
        """The room's name in the language of the moment."""
        return str(ROOMS.get(self.room) or apps.get_app_config(self.room).verbose_name)

    @property
    def what(self) -> str:
        """What is kept."""
        return str(KINDS[self.kind][0])

    @property
    def purpose(self) -> str:
        """What for."""
        return str(KINDS[self.kind][1])

    @property
    def readers(self) -> tuple[str, ...]:
        """Who sees it, in words."""
        words = {role.value: str(role.label) for role in Role} | {"self": str(_("you")), "everyone": str(_("everyone"))}
        return tuple(words[one] for one in self.seen_by if one in words)


def lines() -> tuple[Kept, ...]:
    """Answer the notice's lines, a room and a kind each."""
    found: dict[tuple[str, PersonalData], list[tuple[int | None, tuple[str, ...]]]] = {}
    for one in every():
        if one.says.kind != PersonalData.NONE:
            key = (one.model._meta.app_label, one.says.kind)
            found.setdefault(key, []).append((one.says.retention_days, one.says.seen_by))
    order = ["everyone", "self", *(role.value for role in Role)]
    answer = []
    for (room, kind), told in sorted(found.items()):
        days = [day for day, _seen in told if day is not None]
        seen = {role for _day, roles in told for role in roles}
        has_open_end = len(days) < len(told)
        answer.append(
            Kept(
                room=room,
                kind=kind,
                shortest=min(days) if days else None,
                longest=None if has_open_end else max(days),
                seen_by=tuple(role for role in order if role in seen),
            )
        )
    return tuple(answer)


def version() -> str:
    """Answer the version of the notice: its edition and a digest of what it lists."""
    told = [[one.room, one.kind, one.shortest, one.longest, list(one.seen_by)] for one in lines()]
    return f"{EDITION}-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]}"


def has_accepted(user: User) -> bool:
    """Answer whether somebody accepted the notice as it is now."""
    return Acceptance.objects.filter(user=user, version=version()).exists()


def asked_of(user: User) -> str:
    """Answer the version somebody still has to accept, "" where they have."""
    return "" if has_accepted(user) else version()


def ask_for_acceptance(user: User) -> None:
    """Refuse with `accounts.notice_not_accepted` unless somebody accepted the notice as it is now.

    A room calls it before it takes a request, a booking or an application from the person themselves.
    """
    if not has_accepted(user):
        raise CaseRefusal("accounts.notice_not_accepted")


@transaction.atomic
def accept(*, by: User, at: datetime, seen: str) -> None:
    """Store that somebody accepted the version they saw; a version that is no longer the one is refused."""
    if seen != version():
        raise CaseRefusal("accounts.notice_changed")
    _row, is_new = Acceptance.objects.get_or_create(user=by, version=seen, defaults={"accepted_at": at})
    if is_new:
        record(action="privacy.accept", subject=f"user:{by.pk}", by=by, at=at, detail={"version": seen})
