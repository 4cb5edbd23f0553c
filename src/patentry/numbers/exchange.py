"""Numbers as DOCDB exchanges them: country, number and kind apart, international applications under the office that
received them, American applications without their series.
"""

from __future__ import annotations

import re
from datetime import date

from patentry.numbers.values import ApplicationNumber

_AMERICAN = re.compile(r"([0-9]{1,6})([0-9]{2})")
_WITH_SERIES = 8


def exchanged_application(
    country: str, number: str, *, kind: str | None = None, day: date | None = None, original: str | None = None
) -> str:
    """Answer the canonical application number of a DOCDB reference. Raises `NumberError`.

    Kind W is an international application. An American number is serial and year ("2366704", filed in 2004): where the
    office's own form (`original`) has the series that is taken, else year and serial as DOCDB's newer form has them
    ("US20040023667"), with P for a provisional.
    """
    bare = "".join(number.split())
    if country == "WO":
        return str(ApplicationNumber.parse(bare, authority="WO"))
    if kind == "W":
        return str(ApplicationNumber.parse(f"PCT{country}{bare}"))
    if country == "US":
        own = re.sub(r"[^0-9]", "", original or "")
        if len(own) == _WITH_SERIES:
            return str(ApplicationNumber.parse(own, authority="US"))
        found = _AMERICAN.fullmatch(bare) if len(bare) <= _WITH_SERIES else None
        if found:
            bare = f"{_year(found[2], day)}{found[1].zfill(7)}{'P' if kind == 'P' else ''}"
    return str(ApplicationNumber.parse(bare, authority=country))


def names_the_series(number: str) -> bool:
    """Answer whether a canonical American number has its series, so that other sources name the application so too."""
    return not number.startswith("US") or "/" in number


def _year(two_digits: str, day: date | None) -> int:
    """The year two digits name: that of the filing where it fits, else the latest before 2079."""
    if day is not None:
        return day.year - (day.year - int(two_digits) + 50) % 100 + 50
    return int(two_digits) + (2000 if two_digits < "79" else 1900)
