"""Random small registers for property tests, and the plain-Python truth about them.

The truth is written from the rules, not from the library: one patent, one day, one answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from patentry.numbers import ApplicationNumber
from patentry.records import LegalEvent, Party, Record, Region, RightType

ADDRESSES: dict[str, tuple[str | None, bool | None]] = {
    "zone": ("示例市创新区创新路1号", True),
    "core": ("示例市核心园3号楼", True),
    "city": ("示例市西城路5号", False),
    "elsewhere": ("另例市西城路5号", False),
    "stops_at_the_city": ("示例市", None),
    "none": (None, None),
}
"""Places of a party: the address on the record, and whether that lies in the zone (None: not settled)."""
ENDS = {"CF01": "未缴年费专利权终止", "AV01": "专利权的主动放弃", "IW01": "专利权全部无效"}
OTHERS = {"RR01": "专利权的恢复", "PE01": "专利权质押合同登记的生效", "IP01": "专利权部分无效"}
APPLICANT_RULE = date(2021, 1, 1)
REGIONS = tuple(
    Region(
        region=region, parent=parent, name_zh=region, name_en=region, kind="zone", address_patterns=patterns,
        postcodes="", valid_from=None, valid_to=None,
    )
    for region, parent, patterns in (
        ("city", None, "示例市"), ("zone", "city", "示例市+创新区"), ("core", "zone", "示例市+核心园")
    )
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """An event: its code, when it was announced and, where the file says so, when it took effect."""

    code: str
    announced: date
    effective: date | None


@dataclass(frozen=True)
class Moved:
    """A transfer on its registration day to holders seated in these places."""

    day: date
    places: tuple[str, ...]


@dataclass(frozen=True)
class Patent:
    """A patent of the register."""

    filed: date
    granted: date
    places: tuple[str, ...]
    told: tuple[Told, ...]
    moved: tuple[Moved, ...]


def years_after(day: date, years: int) -> date:
    """The same day years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def half_a_year_before(day: date) -> date:
    """The same day six months earlier, or that month's last day."""
    year, month = (day.year, day.month - 6) if day.month > 6 else (day.year - 1, day.month + 6)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)


places = st.lists(st.sampled_from(sorted(ADDRESSES)), min_size=1, max_size=3).map(tuple)


@st.composite
def patents(draw: st.DrawFn) -> Patent:
    """A patent with a life after its grant."""
    filed = draw(st.dates(date(1998, 1, 1), date(2018, 12, 31)))
    granted = filed + timedelta(days=draw(st.integers(300, 2500)))
    days = st.integers(0, 5000).map(lambda n: granted + timedelta(days=n))
    told = []
    for announced in draw(st.lists(days, max_size=5, unique=True)):
        code = draw(st.sampled_from(sorted(ENDS | OTHERS)))
        back = draw(st.one_of(st.none(), st.integers(0, 900)))
        effective = None if back is None else max(granted, announced - timedelta(days=back))
        told.append(Told(code, announced, effective))
    moved = tuple(Moved(day, draw(places)) for day in draw(st.lists(days, max_size=2, unique=True)))
    return Patent(filed, granted, draw(places), tuple(told), moved)


registers = st.lists(patents(), min_size=1, max_size=25)


def standing(patent: Patent, day: date, view: str) -> bool | None:
    """Is the patent in force on the day? None: the files contradict themselves."""
    if not patent.granted <= day < years_after(patent.filed, 20):
        return False
    in_order = sorted(patent.told, key=lambda told: told.announced)
    return _as_recorded(in_order, day) if view == "recorded" else _in_law(patent, in_order, day)


def _as_recorded(in_order: Sequence[Told], day: date) -> bool:
    inside, void = True, False
    for told in in_order:
        if told.announced <= day:
            if told.code in ENDS:
                inside = False
                void = void or told.code == "IW01"
            elif told.code == "RR01" and not void:
                inside = True
    return inside


def _in_law(patent: Patent, in_order: Sequence[Told], day: date) -> bool | None:
    if any(told.code == "IW01" for told in in_order):
        return False
    ended: Told | None = None
    for told in in_order:
        if told.code == "RR01":
            ended = None
        elif told.code in ENDS and ended is None:
            ended = told
    if ended is None:
        return True
    since = ended.effective or _due(patent, ended)
    if since >= patent.granted:
        return day < since
    return None if day < ended.announced or ended.announced <= patent.granted else False


def _due(patent: Patent, told: Told) -> date:
    if told.code != "CF01":
        return told.announced
    anniversaries = [years_after(patent.filed, n) for n in range(40)]
    if told.announced in anniversaries:
        return told.announced
    return max(day for day in anniversaries if day <= half_a_year_before(told.announced))


def seats(patent: Patent, day: date, rule: str) -> list[tuple[bool | None, Fraction]]:
    """Whether each party the rule looks at is seated in the zone, and its share."""
    held = patent.places
    for moved in sorted(patent.moved, key=lambda m: m.day):
        if moved.day <= day:
            held = moved.places
    if rule in ("any", "fractional"):
        return [(ADDRESSES[place][1], Fraction(1, len(held))) for place in held]
    by_applicant = rule == "applicant_at_filing" or (rule == "cnipa" and patent.granted >= APPLICANT_RULE)
    return [(ADDRESSES[(patent.places if by_applicant else held)[0]][1], Fraction(1))]


def stock(register: Sequence[Patent], day: date, *, view: str, rule: str) -> tuple[float, float]:
    """The in-force inventions of the zone on a day, and how many are not settled."""
    value = unknown = Fraction(0)
    for patent in register:
        alive = standing(patent, day, view)
        if alive is False:
            continue
        parts = seats(patent, day, rule)
        yes = sum((share for inside, share in parts if inside and alive), Fraction(0))
        perhaps = sum((share for inside, share in parts if inside is None or (inside and alive is None)), Fraction(0))
        if rule == "any":
            yes = Fraction(yes > 0)
            perhaps = Fraction(perhaps > 0 and not yes)
        value, unknown = value + yes, unknown + perhaps
    return float(value), float(unknown)


def rows_of(register: Sequence[Patent]) -> dict[str, list[object]]:
    """The register as the files would have it."""
    rows: dict[str, list[object]] = {"regions": list(REGIONS), "records": [], "events": []}
    for index, patent in enumerate(register):
        number = str(ApplicationNumber.parse(f"CN{patent.filed.year}1{index + 1:07}"))
        rows["records"].append(_record(patent, number, index))
        rows["events"] += [_event(number, told) for told in patent.told]
        rows["events"] += [_transfer(number, moved) for moved in patent.moved]
    return rows


def _parties(at: Sequence[str]) -> tuple[Party, ...]:
    return tuple(Party(f"{place}公司{n}", None, ADDRESSES[place][0]) for n, place in enumerate(at))


def _record(patent: Patent, number: str, index: int) -> Record:
    return Record(
        authority="CN",
        right_type=RightType.INVENTION,
        publication_number=f"CN{100_000_000 + index}B",
        application_number=number,
        kind="B",
        filing_date=patent.filed,
        publication_date=patent.granted,
        grant_date=patent.granted,
        applicants=_parties(patent.places),
    )


def _event(number: str, told: Told) -> LegalEvent:
    return LegalEvent(
        number=number,
        is_application=True,
        announced=told.announced,
        effective=told.effective,
        code=told.code,
        title=(ENDS | OTHERS)[told.code],
    )


def _transfer(number: str, moved: Moved) -> LegalEvent:
    return LegalEvent(
        number=number,
        is_application=True,
        announced=moved.day + timedelta(days=20),
        effective=moved.day,
        code="TR01",
        title="专利权的转移",
        after=_parties(moved.places),
    )
