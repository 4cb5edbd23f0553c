"""The series of a service figure as columns, one a span; where a value is not told stands its mark, not a column."""

from __future__ import annotations

from dataclasses import dataclass

from district.design.language import Lang
from district.openstats.drawing.svg import path, picture, rect, text
from district.openstats.services.page import Line, ServicePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The size of a drawing."""

    key: str
    width: int
    height: int
    top: int = 26
    bottom: int = 30


WIDE = Sheet(key="sw", width=784, height=250)
NARROW = Sheet(key="sn", width=326, height=200)
WIDEST = 84


def both(page: ServicePage, *, lang: Lang) -> tuple[str, str]:
    """Answer the wide and the narrow drawing."""
    return draw(page, WIDE, lang=lang), draw(page, NARROW, lang=lang)


def draw(page: ServicePage, sheet: Sheet, *, lang: Lang) -> str:
    """Answer the drawing; the empty string where nothing has been told yet."""
    lines = page.series[-6 if sheet is NARROW else -12 :]
    if not lines:
        return ""
    most = max((line.value or 0.0 for line in lines), default=0.0) or 1.0
    step = sheet.width / len(lines)
    floor = sheet.height - sheet.bottom
    body = [path(f"M0 {floor}H{sheet.width}", "base")]
    for index, line in enumerate(lines):
        middle = step * (index + 0.5)
        tall = (floor - sheet.top) * (line.value or 0.0) / most
        wide = min(step * 0.62, WIDEST)
        if tall > 0:
            body.append(rect(middle - wide / 2, floor - tall, wide, tall, "col"))
        body.append(text(middle, floor - tall - 7, line.shown, "mid name" if line.value is not None else "mid"))
        body.append(text(middle, sheet.height - 9, line.key, "mid"))
    return picture(sheet.key, (sheet.width, sheet.height), page.name, _described(lines, lang), "".join(body))


def _described(lines: tuple[Line, ...], lang: Lang) -> str:
    told = [f"{line.name} {line.shown}" for line in lines]
    return "；".join(told) + "。" if lang == "zh" else "; ".join(told) + "."
