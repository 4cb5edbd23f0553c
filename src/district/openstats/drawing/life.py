"""One patent's life: events above the axis, both views and the region as bars below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from district.design.language import Lang
from district.openstats.drawing.svg import circle, element, n, path, picture, rect, text

WORDS = {
    "zh": {
        "recorded": "登记口径",
        "legal": "法律口径",
        "region": "归属地区",
        "counts": "计入",
        "out": "不计",
        "later": "至届满",
        "unknown": "未定",
        "title": "专利的一生",
        "effective": "生效",
        "announced": "公告",
    },
    "en": {
        "recorded": "Recorded",
        "legal": "Legal",
        "region": "Region",
        "counts": "counted",
        "out": "out",
        "later": "until expiry",
        "unknown": "unknown",
        "title": "The life of this patent",
        "effective": "effective",
        "announced": "announced",
    },
}
FAR_APART = 90
"""Days between effect and announcement from which both are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A numbered event. `ends` marks one that takes the patent out of the count."""

    number: int
    name: str
    effective: date | None
    announced: date | None
    derived: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch [start, end) of one kind: counts, out, closed, unknown, here, elsewhere. `words` stand in it."""

    start: date
    end: date
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeDrawing:
    """What is drawn."""

    marks: tuple[Mark, ...]
    recorded: tuple[Bar, ...]
    legal: tuple[Bar, ...]
    regions: tuple[Bar, ...]
    data_through: date | None
    on: date


@dataclass(frozen=True, slots=True)
class _Sheet:
    key: str
    width: int
    left: int
    right: int
    axis: int
    lanes: tuple[int, ...]
    bars: int
    step: int
    height: int
    names: bool


WIDE = _Sheet("lw", 1110, 113, 16, 136, (117, 73, 29), 172, 44, 320, True)
NARROW = _Sheet("ln", 326, 10, 10, 84, (68, 46, 24), 134, 60, 314, False)


class _Axis:
    """Days to coordinates."""

    def __init__(self, sheet: _Sheet, first: date, last: date) -> None:
        self.sheet = sheet
        self.first, self.last = first.year, last.year + 1
        self._from = date(first.year, 1, 1).toordinal() - 60
        self._span = date(last.year, 12, 31).toordinal() - self._from

    def x(self, day: date) -> float:
        room = self.sheet.width - self.sheet.left - self.sheet.right
        return self.sheet.left + room * (day.toordinal() - self._from) / self._span


def both(life: LifeDrawing, *, lang: Lang) -> tuple[str, str]:
    """Answer the wide and the narrow drawing."""
    return _draw(life, WIDE, lang), _draw(life, NARROW, lang)


def _draw(life: LifeDrawing, sheet: _Sheet, lang: Lang) -> str:
    days = [d for m in life.marks for d in (m.effective, m.announced) if d]
    days += [b.end for b in (*life.recorded, *life.legal)] + [life.on]
    axis = _Axis(sheet, min(days), max(days))
    rows = ("recorded", life.recorded), ("legal", life.legal), ("region", life.regions)
    body = [_hatch(sheet), _years(axis), _marks(life.marks, axis, lang)]
    for index, (name, bars) in enumerate(rows):
        body.append(_row(WORDS[lang][name], bars, sheet.bars + index * sheet.step, axis, life, lang))
    body.append(_now(life.on, axis))
    title = f"{WORDS[lang]['title']} {axis.first}—{axis.last - 1}"
    return picture(sheet.key, (sheet.width, sheet.height), title, _describe(life.marks, lang), "".join(body))


def _describe(marks: Sequence[Mark], lang: Lang) -> str:
    words = WORDS[lang]
    parts = []
    for mark in marks:
        dates = [f"{mark.effective} {words['effective']}"] if mark.effective else []
        dates += [f"{mark.announced} {words['announced']}"] if mark.announced else []
        joined = ("、" if lang == "zh" else ", ").join(dates)
        parts.append(
            f"{mark.number} {mark.name}（{joined}）" if lang == "zh" else f"{mark.number} {mark.name} ({joined})"
        )
    return ("；" if lang == "zh" else "; ").join(parts)


def _hatch(sheet: _Sheet) -> str:
    tile = rect(0, 0, 6, 6, "hatch-bg") + path("M0 0V6", "hatch-line")
    tile = tile.replace("<path", '<path stroke-width="4"')
    pattern = element(
        "pattern",
        tile,
        id=f"{sheet.key}h",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def _years(axis: _Axis) -> str:
    sheet = axis.sheet
    span = axis.last - axis.first
    every = max(1, round(span / (11 if sheet.names else 5)))
    out = []
    for year in range(axis.first, axis.last + 1):
        x = axis.x(date(year, 1, 1))
        if x > sheet.width - sheet.right:
            break
        labelled = (year - axis.first) % every == 0
        if labelled:
            out.append(path(f"M{n(x)} {sheet.axis}V{sheet.height - 8}", "decade"))
            out.append(text(x, sheet.axis + 19, str(year), "mid"))
        out.append(path(f"M{n(x)} {sheet.axis}v{5 if labelled else 3}", "axis"))
    out.append(path(f"M{sheet.left}.5 {sheet.axis}H{sheet.width - sheet.right}", "axis"))
    return "".join(out)


class _Lanes:
    """Room above the axis: labels and stems that must not cross."""

    def __init__(self, sheet: _Sheet) -> None:
        self.sheet = sheet
        self.taken: list[list[tuple[float, float]]] = [[] for _ in sheet.lanes]
        self.stems: list[list[float]] = [[] for _ in sheet.lanes]

    def _is_free(self, lane: int, start: float, end: float, stems: Sequence[float], *, crossing: bool) -> bool:
        if any(start < b and a < end for a, b in self.taken[lane]):
            return False
        if crossing:
            return True
        if any(start < x < end for x in self.stems[lane]):
            return False
        return not any(a < x < b for x in stems for low in self.taken[:lane] for a, b in low)

    def place(
        self, start: float, end: float, stems: Sequence[float], *, crossing: bool = False, high: bool = False
    ) -> int | None:
        """Take the lowest (or highest) free lane. `crossing` lets stems run behind words, which have a halo."""
        lanes = range(len(self.sheet.lanes))
        for lane in reversed(lanes) if high else lanes:
            if self._is_free(lane, start, end, stems, crossing=crossing):
                self.taken[lane].append((start, end))
                for low in range(lane):
                    self.stems[low].extend(stems)
                return lane
        return None


def _marks(marks: Iterable[Mark], axis: _Axis, lang: Lang) -> str:
    """All stems first, so that no line runs over a word."""
    lanes = _Lanes(axis.sheet)
    ordered = sorted(marks, key=lambda m: (not m.ends, m.announced or m.effective or date.max))
    drawn = [_mark(mark, axis, lanes, lang) for mark in ordered]
    return "".join(stems for stems, _heads in drawn) + "".join(heads for _stems, heads in drawn)


def _pins(mark: Mark) -> list[tuple[date, bool]]:
    """The days a mark is drawn at, and whether its circle is hollow there."""
    if mark.announced is None:
        return [(mark.effective, True)] if mark.effective else []
    if mark.effective and (mark.announced - mark.effective).days > FAR_APART:
        return [(mark.effective, True), (mark.announced, False)]
    return [(mark.announced, mark.derived)]


def _mark(mark: Mark, axis: _Axis, lanes: _Lanes, lang: Lang) -> tuple[str, str]:
    """One event's stems, and its circles with their words."""
    pins = _pins(mark)
    if not pins:
        return "", ""
    sheet, xs = axis.sheet, [axis.x(day) for day, _open in pins]
    spots = _nudged(xs, sheet)
    names, sides = _labels(mark, pins, spots, sheet, lang)
    lane, side = _seat(mark, spots, sides, lanes)
    y, ends = sheet.lanes[lane], " x" if mark.ends else ""
    stems, heads = [], []
    if len(pins) == 2:
        stems.append(path(f"M{n(xs[0])} {sheet.axis}H{n(xs[1])}", "gap"))
        stems.append(path(f"M{n(spots[0])} {y}H{n(spots[1])}", "span"))
    for (_day, hollow), x, spot in zip(pins, xs, spots, strict=True):
        kind = f"{ends} open" if hollow else ends
        stems.append(path(f"M{n(spot)} {y + 9}L{n(x)} {sheet.axis}", f"stem{ends}"))
        heads.append(circle(spot, y, 9.5 if sheet.names else 9, f"pin{kind}"))
        heads.append(text(spot, y + 4, str(mark.number), f"no{kind}"))
    if side is not None and names:
        heads += _written(names, pins, spots, y, at_left=side.left > 0)
    return "".join(stems), "".join(heads)


def _seat(mark: Mark, spots: list[float], sides: list[_Side], lanes: _Lanes) -> tuple[int, _Side | None]:
    """The lane of a mark and the side its words stand on; without room for words the number alone."""
    for crossing in (False, True):
        for side in sides:
            start, end = spots[0] - 11 - side.left, spots[-1] + 11 + side.right
            lane = lanes.place(start, end, spots, crossing=crossing, high=mark.ends)
            if lane is not None:
                return lane, side
    lane = lanes.place(spots[0] - 10, spots[-1] + 10, spots, crossing=True)
    return (len(lanes.sheet.lanes) - 1 if lane is None else lane), None


def _nudged(xs: list[float], sheet: _Sheet) -> list[float]:
    """Two circles of one event stand at least a circle apart."""
    if len(xs) == 2 and xs[1] - xs[0] < 26:
        middle = (xs[0] + xs[1]) / 2
        return [middle - 13, middle + 13]
    return [min(max(x, 11.0), sheet.width - 11.0) for x in xs]


@dataclass(frozen=True, slots=True)
class _Side:
    """The room a mark's words take left and right of its circles."""

    left: float
    right: float


def _labels(
    mark: Mark, pins: list[tuple[date, bool]], spots: list[float], sheet: _Sheet, lang: Lang
) -> tuple[list[str], list[_Side]]:
    """The texts beside the circles and, in order of preference, where they may stand."""
    if not sheet.names:
        return [], [_Side(0, 0)]
    if len(pins) == 2:
        gap = "" if lang == "zh" else " "
        names = [f"{mark.name}{gap}{WORDS[lang][tail]}" for tail in ("effective", "announced")]
        return names, [_Side(_room(names[0]), _room(names[1]))]
    room = _room(mark.name)
    sides = [_Side(0, room), _Side(room, 0)]
    if spots[0] + room + 14 > sheet.width:
        sides.reverse()
    return [mark.name], sides


def _room(name: str) -> float:
    wide = sum(12.8 if ord(letter) > 0x2E80 else 7.0 for letter in name)
    return max(wide, 66.0) + 2


def _written(
    names: list[str], pins: list[tuple[date, bool]], spots: list[float], y: int, *, at_left: bool
) -> list[str]:
    out = []
    for index, (name, (day, _open)) in enumerate(zip(names, pins, strict=True)):
        before = index == 0 if len(pins) == 2 else at_left
        x, end = (spots[index] - 13, " end") if before else (spots[index] + 13, "")
        out.append(text(x, y - 2, name, f"what{end}"))
        out.append(text(x, y + 12, day.isoformat(), f"when{end}"))
    return out


def _row(name: str, bars: Sequence[Bar], y: int, axis: _Axis, life: LifeDrawing, lang: Lang) -> str:
    sheet = axis.sheet
    label = text(0, y + 18, name, "row") if sheet.names else text(8, y - 6, name, "row")
    return label + "".join(_bar(bar, y, axis, life, lang) for bar in bars)


def _bar(bar: Bar, y: int, axis: _Axis, life: LifeDrawing, lang: Lang) -> str:
    start, end = axis.x(bar.start), axis.x(bar.end)
    if bar.kind == "out":
        return rect(start + 0.8, y + 0.8, end - start - 1.6, 26.4, "out-bar") + _inside(bar, start, end, y, "in out")
    if bar.kind == "closed":
        return rect(start, y, end - start, 28, "").replace("/>", f' fill="url(#{axis.sheet.key}h)"/>')
    cut = life.data_through
    later = bar.kind == "counts" and cut is not None and bar.end > cut
    if not later or cut is None:
        known = {"counts": "in", "unknown": "in later", "here": "in here", "elsewhere": "in elsewhere"}[bar.kind]
        return rect(start, y, end - start, 28, _KINDS[bar.kind]) + _inside(bar, start, end, y, known)
    split = axis.x(max(cut, bar.start))
    out = rect(start, y, split - start, 28, "counts") + rect(split, y, end - split, 28, "later-bar")
    rest = Bar(cut, bar.end, "later", WORDS[lang]["later"])
    return out + _inside(bar, start, split, y, "in") + _inside(rest, split, end, y, "in later")


_KINDS = {"counts": "counts", "unknown": "unknown-bar", "here": "here-bar", "elsewhere": "elsewhere-bar"}


def _inside(bar: Bar, start: float, end: float, y: int, class_: str) -> str:
    return text((start + end) / 2, y + 18.5, bar.words, class_) if end - start > _room_inside(bar.words) else ""


def _room_inside(words: str) -> float:
    return sum(12.5 if ord(letter) > 0x2E80 else 6.8 for letter in words) + 8


def _now(day: date, axis: _Axis) -> str:
    sheet, x = axis.sheet, axis.x(day)
    at = min(max(x, 41.0), sheet.width - 41.0)
    line = path(f"M{n(x)} {sheet.axis}V{sheet.height - 8}", "now")
    tag = element("rect", x=at - 40, y=sheet.axis + 6, width=80, height=19, rx=3, class_="now-tag")
    return line + tag + text(at, sheet.axis + 19.5, day.isoformat(), "now-day")
