"""How the day was rated, for heads and district officers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from district.accounts.doors import open_to
from district.accounts.roles import Role
from district.consultation import ratings
from district.consultation.models import Survey
from district.consultation.views.answers import page, person, today

MOST_LINES = 100


@open_to(Role.POINT_HEAD, Role.DISTRICT_OFFICER)
def rated(request: HttpRequest) -> HttpResponse:
    """A year of ratings, of one series or of all the person may read."""
    mine = ratings.series_of(person(request), on=today())
    year = int(asked) if (asked := request.GET.get("year", "")).isdecimal() and len(asked) == 4 else today().year
    chosen = request.GET.get("series", "")
    series = list(mine.filter(code=chosen) if chosen else mine)
    given = {
        "series": mine,
        "chosen": chosen,
        "year": year,
        "before": year - 1,
        "after": year + 1 if year < today().year else None,
        "months": ratings.months(series=series, year=year),
        "levels": [Survey.Level(level).label for level in ratings.LEVELS],
        "lines": ratings.lines(series=series, year=year)[:MOST_LINES],
    }
    return page(request, "ratings", given)
