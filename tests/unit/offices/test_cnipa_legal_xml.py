"""Legal status data of CNIPA's data service: one record, one event, both dates apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from patentry.offices.reading import Batch
from patentry.records import Party, Severity

Read = Callable[..., Batch]
HEAD = '<?xml version="1.0"?>\n<business:PRS xmlns:business="urn:example:business" xmlns:base="urn:example:base">\n'


def record(
    *,
    number: str = "201410135735.5",
    day: str = "20170510",
    code: str = "CF01",
    value: str = "未缴年费专利权终止",
    text: str = "终止日期:20160404",
) -> str:
    """A record."""
    return f"""<business:PRSRecord PRSID="1" status="C">
 <business:ApplicationReference applType="10" dataFormat="standard"><base:DocumentID>
  <base:DocNumber>201410135735</base:DocNumber><base:Date>20140404</base:Date></base:DocumentID>
 </business:ApplicationReference>
 <business:ApplicationReference applType="10" dataFormat="original"><base:DocumentID>
  <base:DocNumber>{number}</base:DocNumber></base:DocumentID></business:ApplicationReference>
 <business:IPRType>发明专利</business:IPRType>
 <business:PRSPublicationDate><base:Date>{day}</base:Date></business:PRSPublicationDate>
 <business:PRSCode>{code}</business:PRSCode><business:PRSValue>{value}</business:PRSValue>
 <business:PRSInformation>{text}</business:PRSInformation></business:PRSRecord>
"""


def file_of(*records: str) -> str:
    return HEAD + "".join(records) + "</business:PRS>\n"


def codes(batch: Batch) -> list[tuple[str, Severity]]:
    return [(problem.code, problem.severity) for problem in batch.problems]


def test_lapse_has_its_announced_and_its_effective_day(read: Read) -> None:
    batch = read(file_of(record()), "prs.xml", expect="cnipa_legal_xml")
    (event,) = batch.events
    assert batch.problems == []
    assert (event.number, event.is_application, event.code, event.title) == (
        "CN201410135735.5",
        True,
        "CF01",
        "未缴年费专利权终止",
    )
    assert (event.announced, event.effective) == (date(2017, 5, 10), date(2016, 4, 4))


def test_long_text_names_holders_and_contracts(read: Read) -> None:
    transfer = "登记生效日:20180509\n变更事项:专利权人\n变更前权利人:示例甲公司\n变更后权利人:示例乙公司"
    pledge = "登记号:Y2022000001\n登记生效日:20220301\n出质人:示例甲公司\n质权人:示例银行"
    batch = read(
        file_of(
            record(code="TR01", value="专利权的转移", text=transfer),
            record(code="PE01", value="", text=f"专利权质押合同登记的生效 {pledge}"),
        )
    )
    moved, pledged = batch.events
    assert (moved.before, moved.after, moved.effective) == (
        (Party("示例甲公司"),),
        (Party("示例乙公司"),),
        date(2018, 5, 9),
    )
    assert (pledged.title, pledged.contract_number) == ("专利权质押合同登记的生效", "Y2022000001")
    assert pledged.parties == (("pledgor", "示例甲公司"), ("pledgee", "示例银行"))
    assert batch.problems == []


@pytest.mark.parametrize(
    ("told", "code", "severity"),
    [
        ({"text": ""}, "effective_date_missing", Severity.WARNING),
        ({"text": "终止日期:20160231"}, "date_impossible", Severity.WARNING),
        ({"day": ""}, "announced_missing", Severity.WARNING),
        ({"day": "", "text": ""}, "date_missing", Severity.REJECTED),
        ({"code": "ZZ99", "value": "不认得"}, "event_unrecognised", Severity.WARNING),
    ],
)
def test_doubt_is_said_and_an_event_without_any_day_refused(
    read: Read, told: dict[str, str], code: str, severity: Severity
) -> None:
    batch = read(file_of(record(**told)))
    assert (code, severity) in codes(batch)
    assert batch.rejected == (severity is Severity.REJECTED)


def test_standard_number_stands_in_for_a_wrong_one(read: Read) -> None:
    assert read(file_of(record(number="201410135735.4"))).events[0].number == "CN201410135735.5"
    alone = record(number="201410135735.4").replace(">201410135735<", "><")
    assert codes(read(file_of(alone))) == [("number_check_digit", Severity.REJECTED)]


def test_broken_record_costs_itself_only(read: Read) -> None:
    batch = read(
        file_of(record(), record().replace("</business:PRSCode>", ""), record(code="GR01", value="授权", text=""))
    )
    assert (batch.documents, batch.kept, codes(batch)) == (3, 2, [("xml_broken", Severity.REJECTED)])


def test_cut_file_keeps_what_is_whole(read: Read) -> None:
    batch = read(file_of(record(), record())[:-300])
    assert (batch.documents, batch.kept, batch.rejected) == (2, 1, 1)
