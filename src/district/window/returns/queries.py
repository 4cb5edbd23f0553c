"""Reads of the returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.directory import doings
from district.directory.models import ServicePoint
from district.window.desklog.models import Contact
from district.window.returns import due, sheet
from district.window.returns.models import PointReturn, Template
from district.window.returns.overdue import over_on, staffed_points
from district.window.returns.periods import Period

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
    return dict(row.figures) or doings.count(point=row.point, first=row.first, last=row.last)


def values_of(row: PointReturn) -> dict[str, int]:
    """Answer the figures as they are handed in: the counted ones, or what the point put in their place."""
    return figures_of(row) | {note.code: note.value for note in row.notes.all() if note.value is not None}


def late_entries(row: PointReturn) -> int:
    """Answer how many contacts were entered for its days after it had been handed in."""
    found = Contact.objects.filter(point=row.point_id, on__range=(row.first, row.last), is_after_return=True)
    return found.count() if row.state in HANDED_IN else 0


def template_for(kind: str) -> Template | None:
    """Answer the city's newest template for a kind of period, else its newest for all."""
    return Template.objects.filter(kind=kind).first() or Template.objects.filter(kind="").first()


def as_xlsx(row: PointReturn) -> bytes:
    """Answer the return in the newest template of the city, or else in our own."""
    template = template_for(row.kind)
    content = bytes(template.content) if template else sheet.own_template()
    words = {
        "point_name": row.point.name_zh,
        "period": row.period.code,
        "period_first": f"{row.first}",
        "period_last": f"{row.last}",
        "remark": row.remark,
        "changes": _changes(row),
    }
    return sheet.filled(content, values={**words, **values_of(row)})


def _changes(row: PointReturn) -> str:
    names = {figure.code: figure.zh for figure in doings.figures()}
    changed = [note for note in row.notes.all() if note.value is not None and note.code in names]
    return "；".join(f"{names[one.code]}：统计 {one.counted}，更正为 {one.value}，{one.reason}" for one in changed)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the returns of one period stand: at each point its return, None where there is none yet."""

    period: Period
    due_on: date | None
    points: tuple[tuple[ServicePoint, PointReturn | None, bool], ...]
    """The bool: past its due day."""

    @property
    def handed_in(self) -> int:
        """How many points have handed in."""
        return sum(row is not None and row.state in HANDED_IN for _point, row, _late in self.points)


def standings(*, on: date) -> tuple[Standing, ...]:
    """Answer how the last month, quarter and year stand at every staffed point: for the district."""
    points, found = staffed_points(on=on), []
    for period in over_on(on):
        rows = {row.point_id: row for row in PointReturn.objects.filter(kind=period.kind.value, first=period.first)}
        days = due.days_of(period)
        is_over = days is not None and on > days.last
        told = [(point, rows.get(point.pk)) for point in points]
        marked = tuple((point, row, is_over and (row is None or row.state not in HANDED_IN)) for point, row in told)
        found.append(Standing(period, days.last if days else None, marked))
    return tuple(found)
