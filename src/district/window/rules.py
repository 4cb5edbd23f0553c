"""Who may: which roles somebody has towards one request."""

from __future__ import annotations

from datetime import date

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.window.models import Request
from district.window.states import APPLICANT, HEAD, STAFF

ORDER = (APPLICANT, STAFF, HEAD)


def roles_towards(request: Request, *, user: User, on: date) -> tuple[str, ...]:
    """Answer the workflow's roles somebody has towards a request on a day: applicant, staff or head of its point.

    Who files on behalf is staff towards the draft. A request at no point yet belongs to every desk. Nobody is on both
    sides: whoever's own request it is, or their organisation's, does not act on it as the desk.
    """
    found = set()
    if _is_applicant(request, user=user, on=on):
        return (APPLICANT,)
    if request.state == "draft" and request.filed_by_id == user.pk:
        found.add(STAFF)
    for role, name in ((Role.POINT_STAFF, STAFF), (Role.POINT_HEAD, HEAD)):
        places = accounts.places_of(user, on=on, roles=(role,))
        if places and (request.point is None or request.point.code in places) and request.state != "draft":
            found.add(name)
    return tuple(role for role in ORDER if role in found)


def is_desk(request: Request, *, user: User, on: date) -> bool:
    """Answer whether somebody sees a request from the desk's side."""
    return bool({STAFF, HEAD} & set(roles_towards(request, user=user, on=on)))


def _is_applicant(request: Request, *, user: User, on: date) -> bool:
    if request.applicant_id == user.pk:
        return True
    if request.organisation_id is None or request.state == "draft":
        return False
    return accounts.verified_organisations_of(user, on=on).filter(pk=request.organisation_id).exists()
