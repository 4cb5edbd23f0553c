"""Two rows of one file that say different things of one patent: the second is refused."""

from __future__ import annotations

import re
from datetime import date

from patentry.offices.tabular.cells import CellError, parse_date
from patentry.offices.tabular.right_types import right_type_of
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.records import RightType

_SAID = re.compile(r'"(application_number|publication_number|filing_date|right_type)"\s*:\s*"([^"\\]{1,64})"')
_NUMBERS = ("application_number", "patent_number", "grant_number", "publication_number")
_MARKS = str.maketrans("", "", ".,- \t:/'\"=")


class PatentWatch:
    """Remembers filing date and right type by application number, nothing else, so memory stays small."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[date | None, RightType | None]] = {}

    def see_line(self, line: str) -> RowRefusedError | None:
        """Answer the same for a JSON line, looking only at the three values."""
        said = dict(reversed(_SAID.findall(line)))
        key = _key(said.get("application_number") or said.get("publication_number", ""))
        return self._compare(key, _day(said.get("filing_date", "")), said.get("right_type", "")) if key else None

    def see(self, row: Row) -> RowRefusedError | None:
        """Answer why this row cannot stand beside the earlier ones, or None."""
        key = _key(next(filter(None, map(row.text, _NUMBERS)), ""))
        return (
            self._compare(key, row.day("filing_date", latest_year=_latest_year(row)), row.text("right_type"))
            if key
            else None
        )

    def _compare(self, key: str, filed: date | None, right_text: str) -> RowRefusedError | None:
        """Compare with what was said before of the patent `key`; what was unknown is filled in."""
        right = right_type_of(right_text)
        earlier_filed, earlier_right = self._seen.setdefault(key, (filed, right))
        if filed and earlier_filed and filed != earlier_filed:
            return RowRefusedError("rows_contradict", "filing_date", f"{filed} / {earlier_filed}")
        if right and earlier_right and right != earlier_right:
            return RowRefusedError("rows_contradict", "right_type", f"{right} / {earlier_right}")
        if (filed and not earlier_filed) or (right and not earlier_right):
            self._seen[key] = (earlier_filed or filed, earlier_right or right)
        return None


def _key(number: str) -> str:
    # 2.01410E+11 is many patents, and refused as such.
    if "E+" in number.upper():
        return ""
    return number.upper().translate(_MARKS).removeprefix("CN").removeprefix("ZL")


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except CellError:
        return None


def _latest_year(row: Row) -> int | None:
    """The year of publication, before which a filing with a year of two digits lies."""
    year = row.text("publication_year")
    return int(year) if re.fullmatch(r"(?:18|19|20)[0-9]{2}", year) else None
