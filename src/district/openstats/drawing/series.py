"""A figure's history with the other side of its comparison, every value at its own day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from district.design.language import Lang
from district.design.writing import is_year_end, period_end, plain
from district.openstats.drawing.svg import circle, n, path, picture, text
from district.openstats.other_side import Point

RULE_CHANGE = date(2021, 1, 1)
"""From this day on a grant counts by its applicant's address (footnote of the office's own tables, 2021-12)."""
STEPS = (1, 1.5, 2, 2.5, 3, 5, 10)
RULE_WORDS = {
    "zh": ("归属规则自 2021-01-01 授权公告起改变", "2021-01-01 归属规则改变"),
    "en": ("Attribution rule changes for grants from 2021-01-01", "Rule change 2021-01-01"),
}


class Other(Protocol):
    """The second line of a drawing."""

    @property
    def name(self) -> str: ...
    @property
    def published(self) -> bool: ...
    @property
    def points(self) -> Sequence[Point]: ...


class History(Protocol):
    """What is drawn: a figure's page, or the values a release has frozen."""

    @property
    def name(self) -> str: ...
    @property
    def region_name(self) -> str: ...
    @property
    def period(self) -> bool: ...
    @property
    def points(self) -> Sequence[Point]: ...
    @property
    def versus(self) -> Other | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the drawing stands on its sheet."""

    key: str
    width: int
    height: int
    left: int = 40
    right: int
    top: int
    bottom: int = 26
    narrow: bool
    ticks: int
    """At most how many steps the value axis has."""

    @property
    def floor(self) -> int:
        """The y of zero."""
        return self.height - self.bottom


@dataclass(frozen=True, slots=True)
class Scale:
    """Days and values to coordinates."""

    frame: Frame
    first: int
    years: int
    most: float

    def x(self, day: date) -> float:
        """Answer the x of a day; a year-end stands in the middle of its year's tick."""
        at = day.year + (day.timetuple().tm_yday - 366) / 366
        room = self.frame.width - self.frame.left - self.frame.right
        step = room / (self.years + 0.4)
        return self.frame.left + step * (0.2 + (at - self.first))

    def y(self, value: float) -> float:
        """Answer the y of a value."""
        return self.frame.floor - (self.frame.floor - self.frame.top) * value / self.most


HOME = (
    Frame(key="hw", width=660, height=282, right=84, top=26, narrow=False, ticks=3),
    Frame(key="hn", width=358, height=220, right=36, top=26, narrow=True, ticks=3),
)
FIGURE = (
    Frame(key="fw", width=784, height=330, right=84, top=34, narrow=False, ticks=6),
    Frame(key="fn", width=326, height=236, right=36, top=34, narrow=True, ticks=6),
)


def both(page: History, frames: tuple[Frame, Frame], *, lang: Lang) -> tuple[str, str]:
    """Answer the wide and the narrow drawing of a page's history."""
    wide, narrow = frames
    return draw(page, wide, lang=lang), draw(page, narrow, lang=lang)


def draw(page: History, frame: Frame, *, lang: Lang) -> str:
    """Answer one drawing; a page without any value gives the empty string."""
    known = [p for p in page.points if p.value is not None]
    if not known:
        return ""
    side = page.versus
    others = [p for p in (side.points if side else ()) if p.value is not None]
    frame = _with_room(frame, page, known, others)
    scale = _scale(known, others, frame)
    marked = frame.key.startswith("f") and not page.period
    body = [_grid(scale), _years(scale), _rule(scale, known[0].on, lang) if marked else ""]
    body += [_area(known, scale), _line(others, scale, " other"), _line(known, scale, "")]
    body += [circle(scale.x(p.on), scale.y(p.value or 0), 3.2, "ring") for p in others]
    dots = known if frame.key.startswith("f") else known[-1:]
    body += [_dot(p, scale, last=p is known[-1]) for p in dots]
    body.append(_names(page, known, others[-1] if others else None, scale, lang))
    title = f"{page.name}，" if lang == "zh" else f"{page.name}, "
    title += f"{known[0].on.year}—{known[-1].on.year}"
    size = (frame.width, frame.height)
    return picture(frame.key, size, title, describe(page, known, others, lang), "".join(body))


def describe(page: History, known: Sequence[Point], others: Sequence[Point], lang: Lang) -> str:
    """Answer the drawing in words: first and last value of each line, computed or published."""
    lines = [_describe_line(page.region_name, known, computed=True, lang=lang)]
    if page.versus and others:
        computed = not page.versus.published
        lines.append(_describe_line(page.versus.name, others, computed=computed, lang=lang))
    return "；".join(lines) + "。" if lang == "zh" else "; ".join(lines) + "."


def _describe_line(name: str, points: Sequence[Point], *, computed: bool, lang: Lang) -> str:
    a, b = points[0], points[-1]
    if lang == "zh":
        kind = "计算" if computed else "公布"
        return (
            f"{name}由 {period_end(a.on, lang)} {plain(a.value)} 到 {period_end(b.on, lang)} {plain(b.value)}（{kind}）"
        )
    kind = "computed" if computed else "published"
    since, until = period_end(a.on, lang), period_end(b.on, lang)
    return f"{name} from {plain(a.value)} ({since}) to {plain(b.value)} ({until}), {kind}"


def _with_room(frame: Frame, page: History, known: Sequence[Point], others: Sequence[Point]) -> Frame:
    """The frame with room for the numbers of its axis and, if wide, for the names of its lines."""
    here = known[-1]
    most = max(p.value or 0.0 for p in (*known, *others))
    left = max(frame.left, 14 + 7 * len(plain(_top(most, frame.ticks))))
    if frame.narrow:
        return replace(frame, left=left)
    names = [f"{page.region_name} {plain(here.value)}", f"{page.versus.name} 9,999.9" if page.versus else ""]
    longest = max(sum(14.5 if ord(letter) > 0x2E80 else 8.2 for letter in name) for name in names)
    return replace(frame, left=left, right=max(frame.right, round(longest)))


def _scale(known: Sequence[Point], others: Sequence[Point], frame: Frame) -> Scale:
    values = [p.value or 0.0 for p in (*known, *others)]
    days = [p.on for p in (*known, *others)]
    first, last = min(d.year for d in days), max(d.year for d in days)
    return Scale(frame, first, max(last - first, 1), _top(max(values), frame.ticks))


def _top(most: float, ticks: int) -> float:
    """Answer the end of the value axis: a round step times a whole number of at most `ticks` steps."""
    return _step(most, ticks) * -(-most // _step(most, ticks)) if most > 0 else 1.0


def _step(most: float, ticks: int) -> float:
    size = 1.0
    while size * 10 <= most / ticks:
        size *= 10
    while size > most / ticks:
        size /= 10
    return next(size * step for step in STEPS if size * step * ticks >= most)


def _grid(scale: Scale) -> str:
    frame = scale.frame
    step = _step(scale.most, frame.ticks)
    out, value = [], 0.0
    end = frame.width - frame.right
    while value <= scale.most + step / 1000:
        y = scale.y(value)
        out.append(path(f"M{frame.left} {n(y)}H{end}", "grid" if value else "base"))
        out.append(text(frame.left - 8, y + 4, plain(value), "end"))
        value += step
    return "".join(out)


def _years(scale: Scale) -> str:
    last = scale.first + scale.years
    every = 1 if not scale.frame.narrow else max(1, -(-scale.years // 4))
    shown = [y for y in range(scale.first, last + 1) if (y - scale.first) % every == 0]
    if scale.frame.narrow and shown[-1] != last:
        shown = [y for y in shown if last - y >= every * 0.6] + [last]
    y = scale.frame.height - 7
    return "".join(text(scale.x(date(year, 12, 31)), y, str(year), "mid") for year in shown)


def _rule(scale: Scale, first: date, lang: Lang) -> str:
    if first >= RULE_CHANGE or scale.first + scale.years < RULE_CHANGE.year:
        return ""
    frame, x = scale.frame, scale.x(RULE_CHANGE)
    y = frame.top + 51 if frame.narrow else frame.top + 4
    words = RULE_WORDS[lang][1 if frame.narrow else 0]
    line = path(f"M{n(x)} {frame.top - 6}V{frame.floor}", "rule")
    return line + text(x - 7, y, words, "rule-name end")


def _points(points: Sequence[Point], scale: Scale) -> str:
    return "L".join(f"{n(scale.x(p.on))} {n(scale.y(p.value or 0))}" for p in points)


def _line(points: Sequence[Point], scale: Scale, more: str) -> str:
    return path(f"M{_points(points, scale)}", f"line{more}") if len(points) > 1 else ""


def _area(points: Sequence[Point], scale: Scale) -> str:
    if len(points) < 2:
        return ""
    first, last = scale.x(points[0].on), scale.x(points[-1].on)
    floor = scale.frame.floor
    return path(f"M{_points(points, scale)}L{n(last)} {floor}L{n(first)} {floor}Z", "area")


def _dot(point: Point, scale: Scale, *, last: bool) -> str:
    kind = "dot provisional" if point.provisional else "dot"
    return circle(scale.x(point.on), scale.y(point.value or 0), 5 if last else 3.2, kind)


def _names(page: History, known: Sequence[Point], there: Point | None, scale: Scale, lang: Lang) -> str:
    here = known[-1]
    x, y = scale.x(here.on), scale.y(here.value or 0)
    side = page.versus
    if scale.frame.narrow:
        name = f"{page.region_name} {plain(here.value)}"
        out = text(x - 9, y + (-11 if _is_crossed(name, known, scale) else 4), name, "name end")
        if there and side:
            oy = scale.y(there.value or 0)
            # Close under the line it would stand on the other's name.
            oy += 22 if 0 < oy - y < 40 and oy + 22 < scale.frame.floor else -10
            out += text(scale.x(there.on) + 2, oy, _other(side, there), "name other end")
        return out
    y = min(max(y, 14.0), scale.frame.floor - 24.0)
    below = there is not None and scale.y(there.value or 0) < y
    near = there is not None and abs(scale.y(there.value or 0) - y) < 36
    shift = (18 if below else -18) if near else 0
    out = _name_and_day(x + 11, y + 1 + shift, f"{page.region_name} {plain(here.value)}", here.on, "name", lang)
    if there and side:
        oy = min(scale.y(there.value or 0) + 1 - shift, scale.frame.floor - 20.0)
        out += _name_and_day(scale.x(there.on) + 9, oy, _other(side, there), there.on, "name other", lang)
    return out


def _is_crossed(name: str, known: Sequence[Point], scale: Scale) -> bool:
    """Whether a flat line would run through the name before its last point."""
    x, y = scale.x(known[-1].on), scale.y(known[-1].value or 0)
    begins = x - 9 - sum(13 if ord(letter) > 0x2E80 else 7.5 for letter in name)
    return any(begins - 12 < scale.x(p.on) < x and abs(scale.y(p.value or 0) - y) < 14 for p in known[:-1])


def _name_and_day(x: float, y: float, words: str, day: date, class_: str, lang: Lang) -> str:
    when = period_end(day, lang) if is_year_end(day) else day.isoformat()
    return text(x, y, words, class_) + text(x, y + 16, when)


def _other(side: Other, there: Point) -> str:
    return f"{side.name} {plain(there.value)}"
