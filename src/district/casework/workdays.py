"""Working days of the Chinese calendar: weekdays, less the announced holidays, plus the announced make-up days.

The State Council announces each year by itself, so `workdays.csv` has one row a holiday or make-up day with the
notice it comes from. A year without rows is refused, never guessed: once it is announced, the operator adds its rows
to a table of the same columns in the data folder.
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from district.casework.refusals import CaseRefusal

SATURDAY = 5
ONE_DAY = timedelta(days=1)
COLUMNS = ("year", "kind", "first", "last", "name", "source")
KINDS = ("holiday", "makeup")
LONGEST = 30
_own: Callable[[], Path] | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are working days, for the years it knows."""

    years: frozenset[int]
    holidays: frozenset[date]
    makeup_days: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Answer whether a day is a working day. Raises `CaseRefusal` (`calendar.year_unknown`)."""
        if day.year not in self.years:
            raise CaseRefusal("calendar.year_unknown", year=day.year)
        if day in self.makeup_days:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def plus(self, day: date, working_days: int) -> date:
        """Answer the working day that is so many working days after `day`, which itself is not counted."""
        while working_days > 0:
            day += ONE_DAY
            working_days -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Answer how many working days lie in (start, end]."""
        days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
        return sum(map(self.is_working, days))

    def next_working(self, day: date) -> date:
        """Answer the day itself if it is a working day, else the next one.

        A period whose last day is a holiday ends on the day after the holidays (Civil Code art. 203).
        """
        while not self.is_working(day):
            day += ONE_DAY
        return day


class CalendarError(ValueError):
    """A table of working days that cannot be read; the text says where, in both languages."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(f"第 {line} 行：{zh} / line {line}: {en}")
        self.line = line


def read_calendar(rows: Iterable[Mapping[str, str]]) -> WorkCalendar:
    """Answer the calendar of rows `year,kind,first,last,name,source`; `kind` is holiday or makeup.

    Raises `CalendarError` with the line of a row that says none.
    """
    days: dict[str, set[date]] = {"holiday": set(), "makeup": set()}
    years = set()
    for line, row in enumerate(rows, start=2):
        year, kind, first, last = _row(line, row)
        days[kind].update(first + ONE_DAY * n for n in range((last - first).days + 1))
        years.add(year)
    return WorkCalendar(frozenset(years), frozenset(days["holiday"]), frozenset(days["makeup"]))


def _row(line: int, row: Mapping[str, str]) -> tuple[int, str, date, date]:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if missing := [name for name, value in told.items() if not value]:
        raise CalendarError(line, f"缺少 {missing[0]}", f"{missing[0]} is missing")
    if told["kind"] not in KINDS:
        raise CalendarError(line, "kind 应为 holiday（放假）或 makeup（补班）", "kind is holiday or makeup")
    try:
        year, first, last = int(told["year"]), date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
    except ValueError as error:
        raise CalendarError(
            line, "年份或日期无法识别，日期应写作 2027-01-01", "dates are written 2027-01-01"
        ) from error
    if not first <= last or (last - first).days > LONGEST:
        raise CalendarError(line, "止日早于起日，或相隔过长", "the last day is before the first, or far behind it")
    if year not in (first.year, last.year):
        raise CalendarError(line, f"日期不在 {year} 年", f"the days are not of {year}")
    return year, told["kind"], first, last


def own_table(place: Callable[[], Path]) -> None:
    """Say where the operator's own table lies: its years are added to those that come along, or replace them."""
    global _own
    _own = place


def office_calendar() -> WorkCalendar:
    """Answer the calendar of `workdays.csv` with the operator's own years.

    A change of the operator's table is seen at once; one that cannot be read leaves the years that come along, and the
    log says so.
    """
    stamp = _stamp()
    return _with_own(*stamp) if stamp else _shipped()


def check_own_table() -> str:
    """Answer what is wrong with the operator's table, with its place and line; "" where nothing is."""
    stamp = _stamp()
    if not stamp:
        return ""
    try:
        _read(stamp[0])
    except CalendarError as error:
        return f"{stamp[0]} {error}"
    return ""


def _stamp() -> tuple[Path, int, int] | None:
    if _own is None:
        return None
    place = _own()
    try:
        known = place.stat()
    except OSError:
        return None
    return place, known.st_mtime_ns, known.st_size


@lru_cache(maxsize=4)
def _with_own(place: Path, _changed: int, _size: int) -> WorkCalendar:
    try:
        return _joined(_shipped(), _read(place))
    except CalendarError as error:
        logging.getLogger(__name__).error("%s %s", place, error)
        return _shipped()


def _joined(shipped: WorkCalendar, own: WorkCalendar) -> WorkCalendar:
    def kept(days: frozenset[date]) -> frozenset[date]:
        return frozenset(day for day in days if day.year not in own.years)

    return WorkCalendar(
        shipped.years | own.years, kept(shipped.holidays) | own.holidays, kept(shipped.makeup_days) | own.makeup_days
    )


def _read(place: Path) -> WorkCalendar:
    try:
        lines = place.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CalendarError(1, "不能作为 UTF-8 文本读取", "cannot be read as UTF-8 text") from error
    table = csv.DictReader(lines)
    if absent := [name for name in COLUMNS if name not in (table.fieldnames or ())]:
        raise CalendarError(1, f"缺少列 {absent[0]}", f"there is no column {absent[0]}")
    return read_calendar(table)


@cache
def _shipped() -> WorkCalendar:
    table = files("district.casework").joinpath("workdays.csv").read_text(encoding="utf-8")
    return read_calendar(csv.DictReader(table.splitlines()))
