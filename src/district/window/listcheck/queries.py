"""Reads of the list check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count, Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import Organisation, Standing, User
from district.accounts.roles import Role
from district.window.listcheck import sheet
from district.window.listcheck.models import Batch, Filing, Outcome, Template
from district.window.listcheck.policies import DESK_ROLES

UNSETTLED = ("open", "answered")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some filings are: `late` are those that are not settled after their day."""

    key: object
    total: int
    answered: int
    settled: int
    withdrawn: int
    no_contact: int
    late: int


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Filing]:
    """Answer the filings the desk may see: the district all, a point its own and those at no point yet."""
    rows = Filing.objects.select_related("batch", "organisation", "point")
    roles = accounts.roles_of(user, on=on)
    if Role.DISTRICT_OFFICER in roles:
        return rows
    if roles & DESK_ROLES:
        return rows.filter(Q(point__isnull=True) | Q(point__code__in=accounts.places_of(user, on=on)))
    return rows.none()


def of_firms(user: User | AnonymousUser, *, on: date) -> QuerySet[Filing]:
    """Answer the filings of the firms somebody acts for, and no other."""
    mine = accounts.verified_organisations_of(user, on=on)
    return Filing.objects.filter(organisation__in=mine).select_related("batch", "organisation")


def may_read(user: AbstractBaseUser | AnonymousUser, key: str, on: date) -> bool:
    """Answer whether somebody may read the files of a filing: its firm, and the desk that sees it."""
    if not isinstance(user, User) or not key.isdecimal():
        return False
    return any(rows.filter(pk=int(key)).exists() for rows in (visible_to(user, on=on), of_firms(user, on=on)))


def batches(user: User | AnonymousUser, *, on: date) -> tuple[Progress, ...]:
    """Answer how far each batch is, in what somebody may see, the newest first."""
    rows = visible_to(user, on=on)
    counted = {one.key: one for one in progress(rows, by="batch", on=on)}
    none = Progress(None, 0, 0, 0, 0, 0, 0)
    return tuple(
        Progress(batch, *(getattr(counted.get(batch.pk, none), name) for name in Progress.__slots__[1:]))
        for batch in Batch.objects.all()
    )


def progress(rows: QuerySet[Filing], *, by: str, on: date) -> tuple[Progress, ...]:
    """Answer how far filings are by one of their fields (batch, point, agency), the most open first."""
    counted = (
        rows.order_by()
        .values(by)
        .annotate(
            total=Count("pk"),
            answered_=Count("pk", filter=Q(state="answered")),
            settled=Count("pk", filter=~Q(state__in=UNSETTLED)),
            withdrawn=Count("pk", filter=Q(outcome=Outcome.WITHDRAWN)),
            no_contact=Count("pk", filter=Q(outcome=Outcome.NO_CONTACT)),
            late=Count("pk", filter=Q(state__in=UNSETTLED, due_on__lt=on)),
        )
    )
    names = ("total", "answered_", "settled", "withdrawn", "no_contact", "late")
    found = (Progress(row[by], *(row[name] for name in names)) for row in counted)
    return tuple(sorted(found, key=lambda one: (one.settled - one.total, str(one.key))))


def chosen(rows: QuerySet[Filing], asked: Mapping[str, str], *, on: date) -> QuerySet[Filing]:
    """Answer the filings a board asks for: by batch, point ("none"), agency, state, firm ("unknown"), days left."""
    if asked.get("batch", "").isdecimal():
        rows = rows.filter(batch=int(asked["batch"]))
    if point := asked.get("point"):
        rows = rows.filter(point__isnull=True) if point == "none" else rows.filter(point__code=point)
    if agency := asked.get("agency"):
        rows = rows.filter(agency="" if agency == "none" else agency)
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    if asked.get("who") == "unknown":
        rows = rows.filter(organisation__isnull=True)
    elif asked.get("who", "").isdecimal():
        rows = rows.filter(organisation=int(asked["who"]))
    left = {
        "late": Q(due_on__lt=on),
        "week": Q(due_on__gte=on, due_on__lte=on + WEEK),
        "later": Q(due_on__gt=on + WEEK),
    }.get(asked.get("left", ""))
    return rows.filter(left, state__in=UNSETTLED) if left is not None else rows


def is_flagged(organisation: Organisation) -> bool:
    """Answer whether a firm has a listed filing that is not settled: what staff see beside its name."""
    return open_of(organisation).exists()


def open_of(organisation: Organisation) -> QuerySet[Filing]:
    """Answer a firm's listed filings that are not settled."""
    return Filing.objects.filter(organisation=organisation, state__in=UNSETTLED)


def filings_numbered(number: str) -> QuerySet[Filing]:
    """Answer the entries of a filing in all batches, for the flag beside a patent."""
    return Filing.objects.filter(number=number).select_related("batch")


def firms_found(text: str) -> Iterable[Organisation]:
    """Answer the verified organisations of a credit code or a whole name."""
    text, verified = text.strip(), Organisation.objects.filter(standing=Standing.VERIFIED)
    return verified.filter(Q(credit_code=text.upper()) | Q(name_zh=text) | Q(name_en=text)) if text else ()


def as_xlsx(batch: Batch) -> bytes:
    """Answer the batch's return, in the office's template where one was uploaded."""
    template = Template.objects.first()
    return sheet.filled(batch, bytes(template.content) if template else None)
