"""Hits and collections taken away as files."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from district.accounts.doors import signed_in
from district.workbench import downloads, library, showing
from district.workbench.asking import question_of
from district.workbench.downloads import KINDS, MOST_ROWS, Line, Sheet
from district.workbench.models import Kept, Search
from district.workbench.views.answers import REFUSED, found_project, found_search, no_answer


@signed_in
def hits_file(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """The hits of a search with their reasons, at most a thousand, narrowed as the list is."""
    row = found_search(request, key)
    chosen = showing.narrowed_by({name: request.GET.getlist(name) for name in library.FACETS})
    try:
        question = question_of(row, with_unknown="unknown" in request.GET)
        looked = library.answered(question, count=MOST_ROWS, narrowed=chosen)
    except REFUSED as error:
        return no_answer(request, error, row)
    lines = tuple(downloads.line_of(one) for one in showing.shown(looked, on=row.on))
    narrowed = "; ".join(f"{showing.FACET_NAMES[name]}: {', '.join(values)}" for name, values in chosen.items())
    about = (*_asked(row), (_("Narrowed to"), narrowed), (_("Snapshot"), str(looked.answer.snapshot)))
    return _sent(Sheet(name=f"search-{row.at:%Y%m%d}", lines=lines, about=about, day=row.on), kind)


def _asked(row: Search) -> tuple[tuple[str, str], ...]:
    return (
        (_("Searched"), row.text),
        (_("Read as"), str(row.get_kind_display())),
        (_("Published before"), row.before.isoformat() if row.before else ""),
        (_("Status on the day"), row.on.isoformat()),
        (_("Only the status"), row.statuses_said),
    )


@signed_in
def collection_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The collection of a project with its ratings and comments."""
    row = found_project(request, pk)
    lines = tuple(_kept(one) for one in row.kept.select_related("found_by"))
    about = ((_("Project"), row.title), (_("Started"), row.started_at.date().isoformat()))
    return _sent(Sheet(name=f"collection-{row.pk}", lines=lines, about=about, day=row.started_at.date()), kind)


def _kept(one: Kept) -> Line:
    step = f"S{one.found_by.step}" if one.found_by is not None and one.found_by.step else ""
    return Line(
        number=one.number, family=one.family, title=one.title, category=one.category, comment=one.comment, step=step
    )


def _sent(sheet: Sheet, kind: str) -> HttpResponse:
    content_type, write = KINDS[kind]
    answer = HttpResponse(write(sheet), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{sheet.name}.{kind}"'
    return answer
