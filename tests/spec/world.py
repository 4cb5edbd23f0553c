"""The tiny world of the manual, and the rows of a case in it.

A city holds a zone, the zone a core. Cases that share a corpus live in cities of their own: a mark is put into the
city's name wherever it stands, and before every region id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from patentry.numbers import ApplicationNumber
from patentry.records import (
    Correction,
    Enterprise,
    EventCode,
    FeeFact,
    FeeStatus,
    LangText,
    LegalEvent,
    Party,
    Population,
    PublishedFigure,
    Record,
    Region,
    RightType,
)
from tests.spec import lists
from tests.spec.cases import Case, Row

CITY = "示例市"
DEFAULT_FORMAT = "table"
DEFAULT_PARTY: Row = {"name": "示例甲公司", "address": "示例市创新区创新路1号"}
DEFAULT_REGIONS: Sequence[Row] = (
    {"region": "city", "name_zh": "示例市", "name_en": "Demo City", "kind": "city", "patterns": "示例市"},
    {"region": "zone", "parent": "city", "name_zh": "创新区", "name_en": "Innovation Zone", "kind": "zone",
     "patterns": "示例市+创新区"},
    {"region": "core", "parent": "zone", "name_zh": "核心园", "name_en": "Core Park", "kind": "core",
     "patterns": "示例市+核心园"},
)  # fmt: skip
DEFAULT_PEOPLE = {"city": 1_000_000, "zone": 20_000, "core": 5_000}
TEXTS = {
    "GR01": "授权",
    "CF01": "未缴年费专利权终止",
    "CX01": "专利权有效期届满",
    "RR01": "专利权的恢复",
    "IW01": "专利权全部无效",
    "IP01": "专利权部分无效",
    "AV01": "专利权的主动放弃",
    "AV02": "避免重复授予专利权",
    "TR01": "专利权的转移",
    "CP01": "专利权人的姓名或者名称的变更",
    "CP02": "专利权人地址的变更",
    "CP03": "专利权人的姓名或者名称、地址的变更",
    "PE01": "专利权质押合同登记的生效",
    "PC01": "专利权质押合同登记的注销",
    "EE01": "专利实施许可合同备案的生效",
    "EC01": "专利实施许可合同备案的注销",
    "PP01": "专利权的保全",
    "PD01": "专利权保全的解除",
    "PB01": "公布",
    "SE01": "实质审查的生效",
    "RJ01": "发明专利申请公布后的驳回",
    "WD01": "发明专利申请公布后的视为撤回",
    "TA01": "专利申请权的转移",
}
TYPE_DIGITS = {"invention": 1, "utility_model": 2, "design": 3}
KINDS = {"invention": "B", "utility_model": "U", "design": "S"}


@dataclass(slots=True)
class Placed:
    """A case in a corpus: the mark that keeps it apart, the numbers of its patents, and its rows by table."""

    case: Case
    mark: str
    numbers: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[object]] = field(default_factory=dict)
    formats: list[str] = field(default_factory=list)
    """Of each record the format of the file it stands in."""

    def region(self, region: str) -> str:
        """Answer the region id in the corpus."""
        return f"{self.mark}-{region}" if self.mark else region

    def told(self, text: str | None) -> str | None:
        """Answer a text with the case's own city in it."""
        return text.replace(CITY, f"示例{self.mark}市") if text else text

    def bare(self, region: str | None) -> str | None:
        """Answer the region id as the case has it."""
        return region.removeprefix(f"{self.mark}-") if region and self.mark else region


def placed(case: Case, *, mark: str, serials: Iterator[int]) -> Placed:
    """Put a case into a corpus: its rows, under numbers that nobody else there has."""
    place = Placed(case, mark)
    given = case.given
    place.rows["records"] = [
        _record(place, row, serials, copy) for row in given.get("patents", ()) for copy in range(row.get("copies", 1))
    ]
    place.formats = [
        row.get("source", DEFAULT_FORMAT) for row in given.get("patents", ()) for _ in range(row.get("copies", 1))
    ]
    place.rows["events"] = [_event(place, row) for row in given.get("events", ())]
    place.rows["regions"] = [_region(place, row) for row in given.get("regions", DEFAULT_REGIONS)]
    place.rows["populations"] = [_population(place, row) for row in given.get("populations", _people())]
    place.rows["enterprises"] = [_enterprise(place, row) for row in given.get("enterprises", ())]
    place.rows["published"] = [_published(place, row) for row in given.get("published", ())]
    place.rows["corrections"] = [_correction(place, row) for row in given.get("corrections", ())]
    place.rows["event_codes"] = [_event_code(row) for row in given.get("event_codes", ())]
    place.rows["fees"] = [_fee(place, row) for row in given.get("fees", ())]
    place.rows["enterprise_tags"] = [lists.tag(row) for row in given.get("enterprise_tags", ())]
    place.rows["technology_fields"] = [lists.field(row) for row in given.get("technology_fields", ())]
    place.rows["concordances"] = [lists.concordance(row) for row in given.get("concordances", ())]
    for table, made in (
        *(("overseas_members", lists.member), ("pledges", lists.pledge), ("awards", lists.award)),
        ("implementations", lists.implementation),
    ):
        place.rows[table] = [made(place.numbers[row["patent"]], row) for row in given.get(table, ())]
    return place


def marks() -> Iterator[str]:
    """Answer marks that do not contain one another."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return (f"{letters[n // 26]}{letters[n % 26]}" for n in count())


def _people() -> list[Row]:
    return [
        {"region": region, "date": date(year, 12, 31), "value": people}
        for region, people in DEFAULT_PEOPLE.items()
        for year in range(1990, 2031)
    ]


def _party(place: Placed, row: Row) -> Party:
    return Party(row["name"], row.get("country"), place.told(row.get("address")), row.get("postcode"), row.get("uscc"))


def _parties(place: Placed, rows: Sequence[Row]) -> tuple[Party, ...]:
    return tuple(_party(place, row) for row in rows)


def _record(place: Placed, row: Row, serials: Iterator[int], copy: int) -> Record:
    right = row.get("right_type", "invention")
    granted = row.get("grant")
    kind = row.get("kind", KINDS.get(right, "B") if granted else "A")
    number, serial = _number(place, row, right, serials, copy)
    publication = row.get("publication_number", f"CN{100_000_000 + serial}{kind}")
    return Record(
        authority=row.get("authority", "CN"),
        right_type=RightType(right),
        publication_number=publication or None,
        application_number=number,
        kind=kind,
        filing_date=row.get("filing"),
        publication_date=row.get("published", granted),
        grant_date=granted,
        title=(LangText("zh", f"一种示例装置{row['id']}"),),
        applicants=_parties(place, row.get("applicants", (DEFAULT_PARTY,))),
        holders=_parties(place, row.get("holders", ())),
        abstract=(LangText("zh", row["abstract"]),) if "abstract" in row else (),
        ipc=_symbols(row.get("ipc")),
        applicant_type=row.get("applicant_type"),
        term_filing_date=row.get("parent_filing"),
        term_extension_days=row.get("adjustment_days"),
        terminal_disclaimer=row.get("terminal_disclaimer"),
        vendor_validity=row.get("vendor_validity"),
        vendor_status=row.get("vendor_status"),
        vendor_lapsed_on=row.get("vendor_lapsed_on"),
    )


def _symbols(stated: str | list[str] | None) -> tuple[str, ...]:
    return (stated,) if isinstance(stated, str) else tuple(stated or ())


def _number(place: Placed, row: Row, right: str, serials: Iterator[int], copy: int) -> tuple[str | None, int]:
    """The application number a row states, or one made from its filing year; `""` says that it has none."""
    serial = next(serials)
    if copy:
        return str(ApplicationNumber.parse(_made(row, right, serial))), serial
    stated: str | None = row.get("number")
    if stated is None:
        stated = place.numbers.get(row["id"]) or _made(row, right, serial)
    if stated:
        place.numbers[row["id"]] = stated = str(ApplicationNumber.parse(stated))
    else:
        place.numbers.setdefault(row["id"], row["publication_number"])
    return stated or None, serial


def _made(row: Row, right: str, serial: int) -> str:
    filed = row.get("filing")
    return f"CN{filed.year if filed else 2010}{TYPE_DIGITS.get(right, 1)}{serial:07}"


def _event(place: Placed, row: Row) -> LegalEvent:
    code = row.get("code", "")
    number = place.numbers[row["patent"]]
    stated = row.get("number", number)
    return LegalEvent(
        number=stated,
        is_application=row.get("by_application", stated == number),
        announced=row.get("announced"),
        effective=row.get("effective"),
        code=code,
        title=row.get("text", TEXTS.get(code, "")),
        detail=row.get("detail", ""),
        before=_parties(place, row.get("before", ())),
        after=_parties(place, row.get("after", ())),
        contract_number=row.get("contract_number"),
        state=row.get("state"),
    )


def _region(place: Placed, row: Row) -> Region:
    parent = row.get("parent")
    return Region(
        region=place.region(row["region"]),
        parent=place.region(parent) if parent else None,
        name_zh=row.get("name_zh", row["region"]),
        name_en=row.get("name_en", row["region"]),
        kind=row.get("kind", "zone"),
        address_patterns=place.told(row.get("patterns", "")) or "",
        postcodes=row.get("postcodes", ""),
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
    )


def _population(place: Placed, row: Row) -> Population:
    return Population(
        region=place.region(row["region"]),
        date=row["date"],
        value=float(row["value"]) * (10_000 if row.get("unit") == "万人" else 1),
        stated_value=str(row["value"]),
        unit=row.get("unit", "人"),
        kind=row.get("kind", "常住"),
        source=row.get("source", "示例统计公报"),
        published_on=row.get("published_on"),
        supersedes=row.get("supersedes"),
    )


def _enterprise(place: Placed, row: Row) -> Enterprise:
    return Enterprise(
        name=row["name"],
        uscc=row.get("uscc"),
        address=None,
        region=place.region(row["region"]),
        tags=(),
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
    )


def _published(place: Placed, row: Row) -> PublishedFigure:
    return PublishedFigure(
        region=place.region(row["region"]),
        figure=row.get("figure", "effective_inventions"),
        date=row["date"],
        value=float(row["value"]),
        unit=row.get("unit", "件"),
        source=row.get("source", "示例公报"),
        published_on=row.get("published_on"),
        scope=row.get("scope"),
    )


def _correction(place: Placed, row: Row) -> Correction:
    value = place.region(row["value"]) if row["field"] == "region" else place.told(str(row["value"])) or ""
    return Correction(
        number=row.get("number", place.numbers[row["patent"]]),
        field=row["field"],
        value=value,
        valid_from=row.get("valid_from"),
        reason=row.get("reason", ""),
    )


def _event_code(row: Row) -> EventCode:
    return EventCode(
        country=row["country"],
        code=row["code"],
        description=row["description"],
        description_original="",
        influence=row["influence"],
        event_class=row["event_class"],
        class_title="",
        valid_from=None,
    )


def _fee(place: Placed, row: Row) -> FeeFact:
    return FeeFact(
        number=place.numbers[row["patent"]],
        kind=row.get("fee", "年费"),
        year=row.get("year"),
        amount=row.get("amount"),
        due=row.get("due"),
        window_from=row.get("window_from"),
        window_to=row.get("window_to"),
        status=FeeStatus(row.get("status", "unknown")),
        paid_on=row.get("paid_on"),
        surcharge=row.get("surcharge"),
    )
