"""Statistics with a fixed, fictional answer to every question: the pages' tests need no corpus.

The numbers of the demonstration's story: 850.0 in the core area on 2023-11-30, 262.9 published for the city.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fake_life import COUNTED, LIFE

from patentry.corpus import FileRow
from patentry.records import Population, PublishedFigure
from patentry.statistics import (
    CountedPage,
    CountedPatentRow,
    FigureDefinition,
    FigureResult,
    FigureRow,
    Growth,
    Placing,
    RegionInfo,
    TwoViews,
    Versus,
    Why,
    WhyTest,
)
from patentry.statistics.portrait import NextStep, Portrait
from patentry.statistics.projection import Part, Projection, Rate, has_projection
from patentry.statistics.region_map import RegionMap
from patentry.status.life import PatentLife
from patentry.status.standing import Standing
from patentry.wording import Refusal

SHOWN = date(2023, 11, 30)
CORE = {
    2012: 74.0,
    2013: 92.0,
    2014: 115.0,
    2015: 141.0,
    2016: 170.0,
    2017: 205.0,
    2018: 251.0,
    2019: 312.0,
    2020: 398.0,
    2021: 511.0,
    2022: 668.0,
}
CITY = {2012: 33.6, 2014: 48.2, 2018: 111.2, 2019: 132.0, 2020: 155.8, 2022: 218.3, 2023: 262.9}
PEOPLE = 153_200.0
LAPSED = "CN201619999017.9"
TRICK = "=cmd|' /C calc'!A0"
"""A holder's name that a spreadsheet would run."""


SHARED = {
    "version": "1",
    "subject": "stock",
    "right_type": "invention",
    "source_zh": "国家知识产权局",
    "source_en": "CNIPA",
}
DEFINITIONS = (
    FigureDefinition(
        id="inventions_per_10k",
        name_zh="每万人口发明专利拥有量",
        name_en="In-force inventions per 10,000 people",
        unit="patents_per_10k",
        unit_zh="件/万人",
        unit_en="patents per 10,000 people",
        definition_zh="有效发明专利量 ÷ 上年末常住人口（万人）",
        definition_en="In-force inventions ÷ permanent population (10,000) at the previous year-end",
        formula="effective_inventions(R, t) / population_10k(R, prior_year_end(t))",
        measure="stock",
        denominator="population",
        **SHARED,
    ),
    FigureDefinition(
        id="effective_inventions",
        name_zh="有效发明专利量",
        name_en="In-force inventions",
        unit="patents",
        unit_zh="件",
        unit_en="patents",
        definition_zh="当日有效的发明专利",
        definition_en="Invention patents in force on the day",
        formula="count(p: invention, in_force(p, t), region(p, t) = R)",
        measure="stock",
        **SHARED,
    ),
    FigureDefinition(
        id="grants",
        name_zh="发明专利授权量",
        name_en="Invention grants",
        unit="patents",
        unit_zh="件",
        unit_en="patents",
        definition_zh="当年公告授权的发明专利",
        definition_en="Inventions whose grant was announced in the year",
        formula="count(p: granted in the year)",
        measure="grants",
        **SHARED,
    ),
)
REGIONS = (
    RegionInfo(region="city", parent=None, name_zh="全市", name_en="City", kind="city"),
    RegionInfo(region="zone", parent="city", name_zh="全区", name_en="Innovation District", kind="zone"),
    RegionInfo(region="core", parent="zone", name_zh="核心区", name_en="Core area", kind="core_area"),
    RegionInfo(region="elsewhere", parent="city", name_zh="其他区", name_en="Other districts", kind="district"),
)
PORTAL = "经开区门户 / zone portal"
FACTS = {
    "network.service_center": 1,
    "network.protection_subcenter": 1,
    "network.workstation": 8,
    "network.overseas_liaison_station": 4,
    "network.judges_workstation": 1,
    "network.legal_literacy_station": 1,
    "facility.station": 1,
    "facility.room": 1,
    "facility.court": 1,
    "facility.window": 1,
    "facility.hall": 1,
    "cultivation.center": 6,
    "recognition.national_demonstration": 11,
    "recognition.national_advantageous": 34,
    "recognition.city_advantageous": 116,
    "recognition.city_pilot": 228,
    "consultation.days_per_week": 1,
}


def _published() -> tuple[PublishedFigure, ...]:
    office = "市知识产权局 / city IP office"
    rows = [
        PublishedFigure(
            region="city",
            figure="inventions_per_10k",
            date=date(year, 12, 31),
            value=value,
            unit="件/万人",
            source=office,
            published_on=None,
        )
        for year, value in CITY.items()
    ]
    facts = {"effective_inventions": 19_100, **FACTS}
    rows += [
        PublishedFigure(
            region="zone",
            figure=figure,
            date=SHOWN if figure == "effective_inventions" else date(2023, 12, 31),
            value=float(value),
            unit="件" if figure == "effective_inventions" else "个",
            source=PORTAL,
            published_on=date(2024, 1, 11),
        )
        for figure, value in facts.items()
    ]
    return tuple(rows)


FIRM = "91119900082071573K"
PORTRAIT = Portrait(
    organisation=FIRM,
    name="核芯显示（演示）有限公司",
    code=FIRM,
    on=date(2023, 11, 30),
    data_through=date(2024, 1, 9),
    in_force={"invention": {0: 5, 3: 12, 10: 2}, "design": {0: 1}},
    pending={"filed": 1, "published": 2, "examination": 3, "office_action": 0},
    high_value_sure=7,
    high_value_possible=9,
    fees=(),
    restorable=(),
    expiring=(),
    pledged=1,
    licensed=0,
    overseas={"US": 4},
    titles=(),
    next_steps=(NextStep(code="portrait.step.pending", count=5, source="专利优先审查管理办法", source_en="—"),),
)


RATE = Rate(cases=4_988, years=5, low=0.962, central=0.969, high=0.978)
PARTS = (
    Part(kind="expiring", of="", count=18, rate=None, low=-18, central=-18, high=-18),
    Part(kind="fee", of="7", count=1_271, rate=RATE, low=-48, central=-39, high=-28),
    Part(kind="fee", of="19", count=7, rate=None, low=-7, central=None, high=0),
    Part(kind="restorable", of="", count=256, rate=RATE, low=8, central=18, high=20),
    Part(kind="pending", of="office_action", count=9, rate=None, low=0, central=None, high=9),
    Part(kind="new", of="", count=None, rate=None, low=1, central=2, high=3),
)


class FakeStatistics:
    """One snapshot."""

    def __init__(self, *, snapshot: int = 12, data_through: date = date(2024, 1, 9)) -> None:
        self.snapshot = snapshot
        self.taken_at = datetime(2024, 1, 10, 1, tzinfo=UTC)
        self.data_through = data_through
        self.asked: list[tuple[object, ...]] = []

    def figure(self, figure: str, *, region: str, **terms: Any) -> FigureResult:
        """Answer a series where `every` is given, else one row."""
        self.asked.append((figure, region, *sorted(terms.items())))
        rows = self._series(figure, region, terms) if terms.get("every") else [self._row(figure, region, terms)]
        if terms.get("by") == "holder":
            rows = [replace(row, group=PORTRAIT.name) for row in rows]
        return FigureResult(
            figure=figure,
            unit="件",
            snapshot=self.snapshot,
            view=terms.get("view", "recorded"),
            known=None,
            attribution=terms.get("attribution", "cnipa"),
            data_through=self.data_through,
            rows=tuple(rows),
            average_growth=(668 / 74) ** 0.1 - 1 if terms.get("every") else None,
        )

    def _series(self, figure: str, region: str, terms: dict[str, Any]) -> list[FigureRow]:
        end = terms["end"]
        past = [
            FigureRow(
                region=region,
                on=date(year, 12, 31),
                value=_value(figure, CORE.get(year, 700.0)),
                numerator=CORE.get(year, 700.0) * 12,
                unknown=0,
            )
            for year in range(terms["start"].year, end.year)
        ]
        return [*past, self._row(figure, region, terms | {"on": end})]

    def _row(self, figure: str, region: str, terms: dict[str, Any]) -> FigureRow:
        density = {"recorded": 850.0, "legal": 841.1}[terms.get("view", "recorded")]
        counted = 19_100.0 if region == "zone" else density * PEOPLE / 10_000
        return FigureRow(
            region=region,
            on=terms["on"],
            value=density if figure == "inventions_per_10k" else counted,
            numerator=round(counted),
            unknown=97,
            denominator=PEOPLE if figure == "inventions_per_10k" else None,
            denominator_date=date(2022, 12, 31) if figure == "inventions_per_10k" else None,
            basis="prior_year_end" if figure == "inventions_per_10k" else None,
            source="人口表（演示） / population table (demonstration)",
            provisional=terms["on"] > self.data_through,
            growth=Growth(year_on_year=850 / 655 - 1, previous=None, year_end=850 / 668 - 1),
            versus=self._versus(figure, terms.get("versus"), density),
        )

    def _versus(self, figure: str, versus: str | None, density: float) -> Versus | None:
        if versus is None:
            return None
        if figure != "inventions_per_10k" and versus.startswith("published:"):
            raise Refusal("versus.nothing_published", figure=figure, regions=versus)
        name = versus.removeprefix("published:")
        published = versus.startswith("published:")
        return Versus(
            region=name,
            on=date(2023, 12, 31) if published else SHOWN,
            value=262.9 if published else 637.7,
            ratio=density / (262.9 if published else 637.7),
            difference=density - (262.9 if published else 637.7),
            source="市知识产权局 / city IP office" if published else "",
        )

    def why(self, number: str, *, figure: str, region: str, on: date, **terms: Any) -> Why:
        """Answer for the two known patents; any other number is refused."""
        digits = number.replace(" ", "").replace(".", "").removeprefix("ZL").removeprefix("CN")
        if digits not in {"2012199903153", "109903153B", "2016199990179"}:
            raise Refusal("patent.not_in_files", number=number)
        lapsed = digits == "2016199990179" and on >= date(2023, 7, 25)
        if not digits.startswith("2016"):
            intervals = LIFE.recorded if terms.get("view") == "recorded" else LIFE.legal
            lapsed = not any(row.start <= on < row.end for row in intervals)
        tests = [
            ("right_type", True, "发明专利（申请号第 5 位为 1）"),
            ("granted", True, "2020-06-19 授权公告（GR01）"),
            ("region", True, "核心区，按地址认定：取专利权人地址“创新区科创路 8 号（演示）”"),
            (
                "in_force",
                not lapsed,
                "未缴年费专利权终止：2022-07-12 生效，2023-07-25 公告" if lapsed else "未见终止公告",
            ),
            ("counted_once", True, "公布文本与授权文本已合并为一件"),
        ]
        reasons = tuple(WhyTest(test=test, result=result, evidence=text) for test, result, text in tests)
        return Why(number=LAPSED if digits.startswith("2016") else COUNTED, counted=not lapsed, reasons=reasons)

    def patents(self, *, offset: int = 0, limit: int = 50, search: str | None = None, **terms: Any) -> CountedPage:
        """Answer a page of made-up rows; a search finds one patent or none."""
        total = 97 if terms.get("place") == "unresolved" else 13_022
        if search:
            total = 1 if "9990315" in search else 0
        rows = tuple(
            CountedPatentRow(
                number=COUNTED,
                application_number=COUNTED,
                title=f"一种显示面板的驱动补偿方法及装置（{offset + index + 1}）",
                holder=TRICK if index == 1 else "核芯显示（演示）有限公司",
                since=date(2015, 6, 24),
                reason="cause.grant",
                place="address",
                counted=terms.get("place") != "unresolved",
            )
            for index in range(min(limit, max(0, total - offset)))
        )
        return CountedPage(total=total, rows=rows)

    def placing(self, **terms: Any) -> Placing:
        """Answer how the place was decided."""
        return Placing(by_address=12_457, by_list=565, by_postcode=0, by_correction=0, unresolved=97)

    def two_views(self, **terms: Any) -> TwoViews:
        """Answer what separates the views."""
        self.asked.append(("two_views", *sorted(terms.items())))
        return TwoViews(recorded=13_022, lapsed_not_announced=150, restored_not_announced=14, other=0, legal=12_886)

    def life(self, number: str) -> PatentLife:
        """Answer the life of the patent that lapsed and came back."""
        digits = number.replace(" ", "").replace(".", "").removeprefix("ZL").removeprefix("CN")
        if digits not in {"2012199903153", "109903153B", "2016199990179"}:
            raise Refusal("patent.not_in_files", number=number)
        return LIFE

    def standing(self, number: str, *, on: date, view: str) -> Standing:
        """Answer where that patent stands."""
        return Standing(
            in_force=True,
            state="in_force",
            reason="cause.restoration",
            since=date(2021, 1, 12),
            until=date(2032, 3, 15),
            next_fee_due=date(2024, 3, 15),
            holders=("核芯显示（演示）有限公司",),
            region="core",
            flags=("pledged",),
        )

    def regions(self) -> tuple[RegionInfo, ...]:
        """Answer the regions."""
        return REGIONS

    def organisations_named(self, name: str) -> tuple[tuple[str, str], ...]:
        """Answer the one organisation there is."""
        return ((FIRM, "核芯显示（演示）有限公司"),) if name in "核芯显示（演示）有限公司" else ()

    def projection(self, figure: str, *, region: str, on: date, view: str, attribution: str) -> Projection:
        """Answer a projection of a stock of 13,022; a figure of another kind has none."""
        if not has_projection(next(one for one in self.figures() if one.id == figure)):
            raise Refusal("projection.figure", figure=figure)
        self.asked.append(("projection", figure, region, on))
        return Projection(
            figure=figure,
            region=region,
            on=on,
            until=on.replace(year=on.year + 1),
            view=view,
            attribution=attribution,
            snapshot=self.snapshot,
            data_through=self.data_through,
            stock=13_022,
            denominator=float(PEOPLE) if figure == "inventions_per_10k" else None,
            scale=10_000,
            parts=PARTS,
            due_soon=3_157,
            stated_overdue=4,
            ended_unannounced=148,
            actual=None,
        )

    def region_map(self) -> RegionMap | None:
        """Answer that there is none."""
        return None

    def portraits_of(self, names: Iterable[str]) -> dict[str, str]:
        """Answer the key of the one organisation there is."""
        return {name: FIRM for name in names if name == PORTRAIT.name}

    def portrait(self, organisation: str, *, on: date) -> Portrait:
        """Answer that organisation's portrait."""
        if organisation != FIRM:
            raise Refusal("parties.unknown", name=organisation, near="—")
        return PORTRAIT

    def published(self, figure: str | None = None) -> tuple[PublishedFigure, ...]:
        """Answer what was published."""
        return tuple(row for row in _published() if figure in {None, row.figure})

    def populations(self, region: str) -> tuple[Population, ...]:
        """Answer the core area's population."""
        if region != "core":
            return ()
        return (
            Population(
                region="core",
                date=date(2022, 12, 31),
                value=PEOPLE,
                stated_value="15.32",
                unit="万人",
                kind="常住",
                source="演示人口表 / demonstration population table",
                published_on=None,
                supersedes=None,
            ),
        )

    def files(self) -> tuple[FileRow, ...]:
        """Answer one file."""
        return (
            FileRow(
                file="ab" * 32,
                name="专利清单.csv",
                format="cnipa_table",
                documents=30_000,
                kept=29_990,
                rejected=10,
                problems="[]",
                weekly_authority=None,
                read_at=self.taken_at,
                added_in=12,
            ),
        )

    def group_names(self, by: str) -> dict[str, Any]:
        """Answer none."""
        return {}

    def figures(self) -> tuple[FigureDefinition, ...]:
        """Answer the definitions."""
        return DEFINITIONS


def _value(figure: str, density: float) -> float:
    return density if figure == "inventions_per_10k" else density * 15


def open_statistics(*, home: Path, snapshot: int | None = None) -> FakeStatistics:
    """Stand in for the library's opening of a snapshot."""
    return FakeStatistics()
