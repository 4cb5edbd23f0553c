"""Reads of the list check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from openpyxl import Workbook

from district.accounts import queries as accounts
from district.accounts.models import Organisation, User
from district.window.listcheck.actions import DESK
from district.window.listcheck.models import Batch, Filing, Outcome
from district.window.listcheck.reading import HEADINGS

RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: filings by outcome, and those that are open after their day."""

    batch: Batch
    total: int
    settled: int
    withdrawn: int
    late: int


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Filing]:
    """Answer the filings somebody may see: the desk all, a firm its own."""
    if accounts.roles_of(user, on=on) & DESK:
        return Filing.objects.all()
    return Filing.objects.filter(organisation__in=accounts.verified_organisations_of(user, on=on))


def progress(*, on: date) -> tuple[Progress, ...]:
    """Answer how far each batch is, the newest first."""
    counted = Batch.objects.annotate(
        total=Count("filings"),
        settled=Count("filings", filter=~Q(filings__outcome=Outcome.OPEN)),
        gone=Count("filings", filter=Q(filings__outcome=Outcome.WITHDRAWN)),
        late=Count("filings", filter=Q(filings__outcome=Outcome.OPEN, filings__due_on__lt=on)),
    )
    return tuple(Progress(row, row.total, row.settled, row.gone, row.late) for row in counted)


def is_flagged(organisation: Organisation) -> bool:
    """Answer whether a firm has a listed filing that is not settled: what staff see beside its name."""
    return Filing.objects.filter(organisation=organisation, outcome=Outcome.OPEN).exists()


def filings_numbered(number: str) -> QuerySet[Filing]:
    """Answer the entries of a filing in all batches, for the flag beside a patent."""
    return Filing.objects.filter(number=number).select_related("batch")


def as_xlsx(batch: Batch) -> bytes:
    """Answer the batch's return: its columns as they came, with outcome and evidence."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([*HEADINGS.values(), "核查结果", "依据"])
    for row in batch.filings.all():
        said = [getattr(row, name) for name in HEADINGS] + [row.get_outcome_display(), row.evidence]
        page.append([f"'{one}" if isinstance(one, str) and one.startswith(RISKY) else one for one in said])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
