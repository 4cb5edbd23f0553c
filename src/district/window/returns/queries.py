"""Reads of the returns."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory.models import ServicePoint
from district.window.returns import counting, sheet
from district.window.returns.models import PointReturn, Template

HANDED_IN = ("submitted", "locked")


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[PointReturn]:
    """Answer the returns somebody may see: those of their points; for a district officer all that left the point."""
    if not isinstance(user, User):
        return PointReturn.objects.none()
    mine = PointReturn.objects.filter(point__code__in=accounts.places_of(user, on=on))
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        mine = mine | PointReturn.objects.filter(state__in=HANDED_IN)
    return mine.select_related("point")


def is_handed_in(point: ServicePoint, day: date) -> bool:
    """Answer whether a return that counts this day of a point has been submitted or locked."""
    rows = PointReturn.objects.filter(point=point, first__lte=day, last__gte=day, state__in=HANDED_IN)
    return rows.exists()


def figures_of(row: PointReturn) -> dict[str, int]:
    """Answer the figures as the check fixed them, or, in a draft, as they are now."""
    return dict(row.figures) or counting.count(point=row.point, period=row.period)


def as_xlsx(row: PointReturn) -> bytes:
    """Answer the return in the newest template of the city, or else in our own."""
    template = Template.objects.first()
    content = bytes(template.content) if template else sheet.own_template()
    words = {"point_name": row.point.name_zh, "period": row.period.code, "remark": row.remark}
    return sheet.filled(content, values={**words, **figures_of(row)})
