"""For whom somebody acts: the organisation chosen in the session, and staff on behalf of others (代办)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from district.accounts import queries, rules
from district.accounts.models import Organisation, User
from district.casework.refusals import CaseRefusal

KEY = "acting_for"


def choose(request: HttpRequest, organisation: Organisation | None) -> None:
    """Remember for whom the person acts from now on; None is for themselves. The caller has checked that they may."""
    request.session[KEY] = organisation.pk if organisation else None


def organisation_of(request: HttpRequest) -> Organisation | None:
    """Answer for whom the person acts: the one chosen while they still may, the only one there is, or nobody."""
    if not isinstance(request.user, User):
        return None
    theirs = queries.organisations_of(request.user, on=timezone.localdate())
    if KEY in request.session:
        return theirs.filter(pk=request.session[KEY]).first() if request.session[KEY] else None
    first_two = list(theirs[:2])
    return first_two[0] if len(first_two) == 1 else None


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Staff file or book for somebody who asked them to: for whom, and how they were asked."""

    note: str
    organisation: Organisation | None = None
    person: User | None = None

    @property
    def for_audit(self) -> str:
        """What `audit.actions.record(on_behalf_of=...)` keeps: a key, no name; empty for a caller without account."""
        if self.organisation is not None:
            return f"organisation:{self.organisation.pk}"
        return f"user:{self.person.pk}" if self.person is not None else "caller"


def on_behalf(
    *, staff: User, on: date, note: str, organisation: Organisation | None = None, person: User | None = None
) -> OnBehalf:
    """Answer the permission to act for somebody else; refuses others than staff, and staff without a note."""
    if not rules.works_for_the_district(staff, on=on) or not note.strip():
        raise CaseRefusal("accounts.not_on_behalf")
    return OnBehalf(note=note.strip(), organisation=organisation, person=person)
