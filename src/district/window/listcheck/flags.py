"""The flags of the list check beside a patent and a firm: for staff who may see the filing, for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from district.accounts import remarks as firms
from district.accounts.models import Organisation, User
from district.openstats import remarks as patents
from district.window.listcheck import queries
from district.window.listcheck.reading import number_of


def on_patent(user: AbstractBaseUser | AnonymousUser, number: str, on: date) -> Iterator[patents.Remark]:
    """Give a remark for each batch that lists a patent's application."""
    found = number_of(number)
    if found is None or not isinstance(user, User):
        return
    for row in queries.visible_to(user, on=on).filter(number=found):
        said = _("Listed for checking in batch %(batch)s: %(outcome)s")
        text = said % {"batch": row.batch.code, "outcome": row.get_outcome_display()}
        yield patents.Remark(text, reverse("listed_filing", args=[row.pk]))


def on_firm(user: AbstractBaseUser | AnonymousUser, firm: Organisation, on: date) -> Iterator[firms.Remark]:
    """Give a remark where a firm has listed filings that are not settled."""
    if not isinstance(user, User):
        return
    n = queries.visible_to(user, on=on).filter(pk__in=queries.open_of(firm).values("pk")).count()
    if n:
        text = _("Listed filings not settled yet: %(n)s") % {"n": n}
        yield firms.Remark(text, f"{reverse('list_check_board')}?who={firm.pk}")
