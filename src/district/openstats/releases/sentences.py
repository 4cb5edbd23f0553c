"""Plain sentences from a release's numbers, for the officer to start from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from district.design.language import Lang
from district.design.writing import day
from district.openstats.releases.models import ReleasedValue


def written(values: Sequence[ReleasedValue], *, on: date, before: Sequence[ReleasedValue], lang: Lang) -> str:
    """Answer one sentence a value: what it is, and against the release before, where that has the same figure."""
    earlier = {(one.figure, one.region): one for one in before}
    return "\n".join(_sentence(one, on, earlier.get((one.figure, one.region)), lang) for one in values)


def _sentence(one: ReleasedValue, on: date, before: ReleasedValue | None, lang: Lang) -> str:
    number = amount(one.value, lang)
    if lang == "zh":
        said = f"截至 {day(on, 'zh')}，{one.region_zh}{one.name_zh}为 {number} {one.unit_zh}"
        return said + _against_zh(one, before) + "。"
    said = f"On {day(on, 'en')}, {one.name_en[:1].lower()}{one.name_en[1:]} in {one.region_en}: {number} {one.unit_en}"
    return said + _against_en(one, before) + "."


def amount(value: float | None, lang: Lang) -> str:
    """Answer a number for a sentence: whole where it is whole, else with one place."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _change(one: ReleasedValue, before: ReleasedValue | None) -> float | None:
    if before is None or not before.value or one.value is None:
        return None
    if before.definition["version"] != one.definition["version"]:
        return None
    return one.value / before.value - 1


def _against_zh(one: ReleasedValue, before: ReleasedValue | None) -> str:
    change = _change(one, before)
    if change is None or before is None:
        return ""
    if round(abs(change), 3) == 0:
        return f"，与 {day(before.release.on, 'zh')}持平"
    return f"，比 {day(before.release.on, 'zh')}{'增长' if change > 0 else '下降'} {abs(change):.1%}"


def _against_en(one: ReleasedValue, before: ReleasedValue | None) -> str:
    change = _change(one, before)
    if change is None or before is None:
        return ""
    if round(abs(change), 3) == 0:
        return f", the same as on {day(before.release.on, 'en')}"
    return f", {'up' if change > 0 else 'down'} {abs(change):.1%} from {day(before.release.on, 'en')}"
