"""When a point is open: in words for a list, and whether on a given day and hour. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from district.casework import CaseRefusal, WorkCalendar

Lang = Literal["zh", "en"]
DAYS_ZH = "一二三四五六日"
DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WORKING_WEEK = (0, 1, 2, 3, 4)
MONDAY = 0
LOOK_AHEAD = 15
_APPOINTMENT = {"zh": "预约", "en": "by appointment"}
_NOT_PUBLISHED = {"zh": "未公布", "en": "not published"}


@dataclass(frozen=True, slots=True)
class Span:
    """Open on a day of the week (Monday is 0) from `opens` to `closes`."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OtherHours:
    """A day with other hours; without hours, closed."""

    day: date
    opens: time | None
    closes: time | None


def in_words(spans: Sequence[Span], *, by_appointment: bool, lang: Lang) -> str:
    """Answer the weekly hours in one line: 工作日 9:00—17:30; 周二、周四 13:30—17:00; 预约."""
    if not spans:
        return (_APPOINTMENT if by_appointment else _NOT_PUBLISHED)[lang]
    days: dict[tuple[time, time], list[int]] = {}
    for span in spans:
        days.setdefault((span.opens, span.closes), []).append(span.weekday)
    dash, between = ("—", "；") if lang == "zh" else ("–", "; ")
    parts = (f"{_days(tuple(on), lang)} {opens:%-H:%M}{dash}{closes:%-H:%M}" for (opens, closes), on in days.items())
    return between.join(parts)


def weekday_said(weekday: int, lang: str) -> str:
    """Answer 周一 or Mon for a day of the week (Monday is 0)."""
    return DAYS_EN[weekday] if lang == "en" else f"周{DAYS_ZH[weekday]}"


def _days(weekdays: tuple[int, ...], lang: Lang) -> str:
    if weekdays == WORKING_WEEK:
        return "工作日" if lang == "zh" else "Working days"
    if lang == "zh":
        return "、".join(f"周{DAYS_ZH[day]}" for day in weekdays)
    return ", ".join(DAYS_EN[day] for day in weekdays)


def hours_on(
    day: date, *, spans: Sequence[Span], exceptions: Sequence[OtherHours], calendar: WorkCalendar
) -> tuple[tuple[time, time], ...]:
    """Answer the hours of a day: its exception's, else the week's on working days; none on holidays.

    On a make-up day, which falls on a weekend, a point that works Monday to Friday keeps Monday's hours. Where the
    year's holidays are not announced yet, the week's hours stand.
    """
    for exception in exceptions:
        if exception.day == day:
            return ((exception.opens, exception.closes),) if exception.opens and exception.closes else ()
    weekday = day.weekday()
    try:
        if not calendar.is_working(day) and weekday in WORKING_WEEK:
            return ()
        if calendar.is_working(day) and weekday not in WORKING_WEEK:
            weekday = MONDAY if _works_the_week(spans) else weekday
    except CaseRefusal:
        pass
    return tuple((span.opens, span.closes) for span in spans if span.weekday == weekday)


def _works_the_week(spans: Sequence[Span]) -> bool:
    return set(WORKING_WEEK) <= {span.weekday for span in spans}


def opens_next(
    at: datetime, *, spans: Sequence[Span], exceptions: Sequence[OtherHours], calendar: WorkCalendar
) -> datetime | None:
    """Answer when a point opens next after a local time; None where it does not within a fortnight."""
    for ahead in range(LOOK_AHEAD):
        day = at.date() + timedelta(days=ahead)
        for opens, _closes in sorted(hours_on(day, spans=spans, exceptions=exceptions, calendar=calendar)):
            when = datetime.combine(day, opens, tzinfo=at.tzinfo)
            if when > at:
                return when
    return None


def is_open(at: datetime, *, spans: Sequence[Span], exceptions: Sequence[OtherHours], calendar: WorkCalendar) -> bool:
    """Answer whether a point is open at a local time."""
    hours = hours_on(at.date(), spans=spans, exceptions=exceptions, calendar=calendar)
    return any(opens <= at.time() < closes for opens, closes in hours)
