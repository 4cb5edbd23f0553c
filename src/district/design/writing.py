"""How numbers, dates and shares are written in Chinese and in English. Pure; the language is an argument."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from district.design.language import Lang

NONE = "—"
MINUS = "−"
TEN_THOUSAND = 10_000
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def rounded(value: float, places: int) -> Decimal:
    """Answer the value rounded half away from zero, as people round; binary halves are read as written."""
    step = Decimal(1).scaleb(-places)
    return Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_UP)


def number(value: float | None, places: int = 0) -> str:
    """Answer 13,022 or 850.0; a true minus sign; a dash where there is no value."""
    if value is None:
        return NONE
    # What rounds to nought has no sign.
    text = f"{rounded(value, places) or Decimal(0).scaleb(-places):,f}"
    return text.replace("-", MINUS)


def plain(value: float | None) -> str:
    """Answer a count without decimals and anything else with one."""
    if value is None:
        return NONE
    return number(value, 0 if float(value).is_integer() else 1)


def signed(value: float | None, places: int = 0) -> str:
    """Answer +14 or −150; 0 where it rounds to nought."""
    if value is None:
        return NONE
    return ("+" if rounded(value, places) > 0 else "") + number(value, places)


def percent(share: float | None, places: int = 1) -> str:
    """Answer 95.7% for 0.957."""
    return NONE if share is None else number(share * 100, places) + "%"


def signed_percent(share: float | None, places: int = 1) -> str:
    """Answer +29.8% for 0.298."""
    return NONE if share is None else signed(share * 100, places) + "%"


def large(value: float | None, lang: Lang) -> tuple[str, str]:
    """Answer a large count and the multiple it is in: (1.91, 万) in Chinese, (19,100, "") in English."""
    if value is None:
        return NONE, ""
    if lang == "zh" and abs(value) >= TEN_THOUSAND:
        text = f"{rounded(value / TEN_THOUSAND, 2):,f}".rstrip("0").rstrip(".")
        return text, "万"
    return number(value), ""


def day(value: date | None, lang: Lang) -> str:
    """Answer 2023-11-30, or 30 November 2023 in running English."""
    if value is None:
        return NONE
    if lang == "zh":
        return value.isoformat()
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: date, lang: Lang) -> str:
    """Answer "11 月 26 日 周四" or "Thu 26 Nov"."""
    if lang == "zh":
        return f"{value.month} 月 {value.day} 日 周{'一二三四五六日'[value.weekday()]}"
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1][:3]}"


def is_year_end(value: date) -> bool:
    """Answer whether the day is a 31 December."""
    return (value.month, value.day) == (12, 31)


def period_end(value: date | None, lang: Lang) -> str:
    """Answer "2023 年末" or "end of 2023" for a 31 December, else the day."""
    if value is None or not is_year_end(value):
        return day(value, lang)
    return f"{value.year} 年末" if lang == "zh" else f"end of {value.year}"


def times(ratio: float | None, lang: Lang) -> str:
    """Answer "3.2 倍" or "3.2 times"; a ratio below one as a share, which one decimal would lose."""
    if ratio is None:
        return NONE
    if abs(ratio) < 1:
        return percent(ratio)
    return f"{number(ratio, 1)} {'倍' if lang == 'zh' else 'times'}"
