"""Reads of reconciliations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.collection.reconciliation.models import BOTH, OURS, THEIRS, Reconciliation, Row
from district.files.access import Person
from district.jobs import queue


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Reconciliation]:
    """Answer the reconciliations somebody may see: a district officer all, nobody else any."""
    is_officer = isinstance(user, User) and Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on)
    rows = Reconciliation.objects.all() if is_officer else Reconciliation.objects.none()
    return rows.select_related("by")


def may_read(user: Person, key: str, on: date) -> bool:
    """Answer whether somebody may read the list of a reconciliation."""
    if not isinstance(user, User | AnonymousUser) or not key.isdecimal():
        return False
    return visible_to(user, on=on).filter(pk=int(key)).exists()


def comparing(row: Reconciliation) -> queue.State | None:
    """Answer how far the comparison is; None once it is there."""
    return queue.state_of(row.comparing) if row.state == "waiting" and row.comparing else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many differences a reason explains, and how many of them are settled."""

    reason: str
    only_ours: int
    only_theirs: int
    settled: int

    @property
    def effect(self) -> int:
        """Theirs minus ours."""
        return self.only_theirs - self.only_ours

    @property
    def count(self) -> int:
        """On either side."""
        return self.only_theirs + self.only_ours


def counts_of(row: Reconciliation) -> list[ReasonCount]:
    """Answer the table of reasons as the rows have them."""
    found = (
        row.rows.exclude(side=BOTH)
        .order_by()
        .values("reason")
        .annotate(
            ours=Count("pk", filter=Q(side=OURS)),
            theirs=Count("pk", filter=Q(side=THEIRS)),
            settled=Count("pk", filter=Q(settled_at__isnull=False)),
        )
    )
    return [
        ReasonCount(reason=r["reason"], only_ours=r["ours"], only_theirs=r["theirs"], settled=r["settled"])
        for r in found
    ]


def rows_of(row: Reconciliation, *, side: str = "", reason: str = "", settled: str = "") -> QuerySet[Row]:
    """Answer the differences; with side `both`, the patents in both whose holder is called otherwise."""
    found = row.rows.select_related("settled_by", "carried_from")
    if side == BOTH:
        return found.filter(side=BOTH, holder_differs=True)
    found = found.filter(side=side) if side in (OURS, THEIRS) else found.exclude(side=BOTH)
    found = found.filter(reason=reason) if reason else found
    return found.filter(settled_at__isnull=settled != "yes") if settled in ("yes", "no") else found
