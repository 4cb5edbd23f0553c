"""The list check: every row of a batch is kept or said to be wrong; nothing is settled without evidence."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import people as accounts
import pytest
import window_cast as scene
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from window_cast import Cast, moment

from district.casework import CaseRefusal
from district.window.listcheck import actions, queries, reading
from district.window.listcheck.models import Batch, Filing

NOW = moment(2)
HEAD = "申请号,申请人,代理机构,通知日,期限\n"


def numbered(twelve: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(twelve, reading.WEIGHTS, strict=True)) % 11
    return twelve + ("X" if total == 10 else str(total))


ONE, TWO = numbered("202410123456"), numbered("202420654321")
TABLE = (
    HEAD
    + f"CN{ONE},青禾科技（演示）,某代理,2026-02-02,2026-03-31\n"
    + f"{TWO},不认识的公司,,2026/2/2,2026年3月1日\n"
    + "2024101234569,甲,,2026-02-02,2026-03-31\n"
    + f"{TWO},乙,,2026-02-02,2026-03-31\n"
    + f"{numbered('202410000001')},,,2026-02-02,2026-03-31\n"
    + f"{numbered('202410000002')},丙,,soon,2026-03-31\n"
    + f"{numbered('202410000003')},丁,,2026-02-02,2026-01-31\n"
)


@pytest.fixture
def people() -> Cast:
    return scene.cast()


@pytest.fixture
def batch(people: Cast) -> Batch:
    return actions.take(code="2026-1", content=TABLE.encode("gb18030"), by=people.officer, at=NOW)


def test_every_row_is_kept_or_said_to_be_wrong(batch: Batch) -> None:
    assert [(one["line"], one["code"]) for one in batch.problems] == [
        (4, "number"),
        (5, "twice"),
        (6, "empty"),
        (7, "day"),
        (8, "order"),
    ]
    assert batch.filings.count() + len(batch.problems) == TABLE.count("\n") - 1


def test_a_workbook_says_the_same_as_a_csv() -> None:
    book, out = Workbook(), BytesIO()
    for line in TABLE.splitlines():
        book.active.append(line.split(","))
    book.save(out)
    assert reading.read(out.getvalue()) == reading.read(TABLE.encode())


def test_a_filing_spreads_to_the_firm_of_its_name_which_sees_only_its_own(people: Cast, batch: Batch) -> None:
    assert queries.visible_to(people.applicant, on=date(2026, 3, 2)).get().organisation == people.firm
    assert queries.is_flagged(people.firm)
    assert not queries.visible_to(people.stranger, on=date(2026, 3, 2)).exists()
    assert queries.filings_numbered(f"{ONE[:12]}.{ONE[12]}").count() == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2\n", "headings_missing"),
        (HEAD.encode(), "no_row_kept"),
        (b"PK broken", "file_unreadable"),
        (b"\xff\xff\x00", "file_unreadable"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_nothing(people: Cast, content: bytes, code: str) -> None:
    with pytest.raises(CaseRefusal, match=code):
        actions.take(code="x", content=content, by=people.officer, at=NOW)
    assert not Batch.objects.exists()


def test_a_batch_comes_once(people: Cast, batch: Batch) -> None:
    with pytest.raises(CaseRefusal, match="batch_there"):
        actions.take(code="2026-1", content=TABLE.encode(), by=people.officer, at=NOW)


def test_an_outcome_needs_its_evidence_and_lifts_the_flag(people: Cast, batch: Batch) -> None:
    filing = Filing.objects.get(organisation=people.firm)
    for outcome, evidence, code in (("withdrawn", " ", "evidence"), ("open", "x", "outcome"), ("?", "x", "outcome")):
        with pytest.raises(CaseRefusal, match=code):
            actions.settle(filing=filing, outcome=outcome, evidence=evidence, by=people.clerk, at=NOW)
    with pytest.raises(CaseRefusal, match="not_staff"):
        actions.settle(filing=filing, outcome="withdrawn", evidence="x", by=people.applicant, at=NOW)
    actions.settle(filing=filing, outcome="withdrawn", evidence="回执", by=people.clerk, at=NOW)
    assert not queries.is_flagged(people.firm)
    found = queries.progress(on=date(2026, 3, 2))[0]
    assert (found.total, found.settled, found.withdrawn, found.late) == (2, 1, 1, 1)


@pytest.mark.parametrize(("lang", "said"), [("zh", "5 行未能导入"), ("en", "5 rows could not be taken")])
def test_a_batch_goes_through_the_pages(people: Cast, lang: str, said: str) -> None:
    officer = accounts.signed_in_as(people.officer)
    upload = SimpleUploadedFile("batch.csv", TABLE.encode())
    page = officer.post(f"/{lang}/desk/checks/", {"code": "2026-2", "table": upload}, follow=True)
    assert said in page.content.decode()
    batch = Batch.objects.get()
    filing = batch.filings.first()
    officer.post(f"/{lang}/desk/checks/filing/{filing.pk}/", {"outcome": "reasons", "evidence": "=陈述"})
    sheet = load_workbook(BytesIO(officer.get(f"/{lang}/desk/checks/{batch.pk}/xlsx/").content)).active
    assert ["已陈述意见", "'=陈述"] in [[row[5].value, row[6].value] for row in sheet.iter_rows()]
    assert "2026-2" in officer.get(f"/{lang}/desk/checks/").content.decode()
