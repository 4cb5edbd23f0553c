"""Official lists at the officer's desk: compared by the worker, settled with a reason, carried over to a later list."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import people as accounts
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from district.accounts.roles import Role
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.collection.reconciliation import actions, queries
from district.collection.reconciliation.models import Reconciliation, Row
from district.files.models import StoredFile
from patentry.corpus import Home
from patentry.ingestion import ingest
from patentry.numbers.cn import check_digit

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ON = date(2023, 6, 30)
HEADING = "申请号,公开（公告）号,专利类型,发明名称,申请日,公开（公告）日,授权公告日,申请人,申请人类型,地址,主分类号"
REGIONS = """region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
city,,云州市,Yunzhou,city,云州市,,,
zone,city,云州高新区,Yunzhou Zone,zone,高新区,,,
"""


def application(serial: int, kind: int = 1) -> str:
    digits = f"2015{kind}{serial:07d}"
    return f"{digits}.{check_digit(digits)}"


def patent(serial: int) -> str:
    numbers = f"{application(serial)},CN10{4_000_000 + serial}B,发明,一种装置{serial}"
    return f"{numbers},2015-03-02,2017-05-03,2017-05-03,云州甲公司,企业,云州市高新区科创路8号,H01L21/00"


@pytest.fixture
def home(settings, tmp_path: Path) -> Home:
    """A data folder with ten patents of the zone."""
    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    found = Home(settings.PATENTRY_HOME)
    found.create()
    for name, text in (("regions.csv", REGIONS), ("list.csv", "\n".join([HEADING, *map(patent, range(1, 11))]))):
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    ingest(home=found, paths=[tmp_path / "regions.csv", tmp_path / "list.csv"], at=AT)
    return found


@pytest.fixture
def officer():
    return accounts.person(Role.DISTRICT_OFFICER)


def work() -> None:
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    while (waiting := DBTaskResult.objects.ready().first()) is not None:
        waiting.claim("test")
        worker.run_task(waiting)


def csv(*cells: str, name: str = "list.csv", heading: str = "专利号") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([heading, *cells, ""]).encode())


def reconciled(file: SimpleUploadedFile, *, by: Any, on: date = ON, column: str = "") -> Reconciliation:
    plan = actions.Plan(source="云州市知识产权局", region="zone", on=on, column=column)
    made = actions.receive(file=file, plan=plan, by=by, at=AT)
    assert queries.comparing(made).stands == "waiting"  # type: ignore[union-attr]
    work()
    return Reconciliation.objects.get(pk=made.pk)


LISTED = (*(application(n) for n in range(1, 9)), application(1), application(99), application(98, kind=2), "2.01E+11")


def test_list_is_compared_and_its_table_adds_up(home: Home, officer) -> None:
    row = reconciled(csv(*LISTED), by=officer)
    assert row.state == "compared"
    counts = {one.reason: (one.only_ours, one.only_theirs) for one in queries.counts_of(row)}
    assert counts == {
        "unexplained": (2, 0),
        "repeated": (0, 1),
        "unknown_to_us": (0, 1),
        "type": (0, 1),
        "damaged_number": (0, 1),
    }
    assert sum(one.effect for one in queries.counts_of(row)) == row.told["theirs"] - row.told["ours"] == 2
    assert row.rows.filter(side="both").count() == row.told["in_both"] == 8


def test_list_that_has_no_numbers_is_refused_and_read_with_the_column_named(home: Home, officer) -> None:
    file = SimpleUploadedFile("list.csv", f"流水,编码\n甲,x{'y' * 30}\n乙,{application(1)}\n丙,无\n丁,无\n".encode())
    row = reconciled(file, by=officer)
    assert row.state == "unreadable"
    assert "list.csv" in row.problem_zh
    assert "list.csv" in row.problem_en
    actions.compare_again(reconciliation=row, column="编码", sheet="", by=officer, at=AT)
    work()
    row.refresh_from_db()
    assert (row.state, row.told["theirs"]) == ("compared", 4)


def test_file_that_is_no_table_is_refused_and_not_kept(home: Home, officer) -> None:
    with pytest.raises(CaseRefusal):
        reconciled(SimpleUploadedFile("list.pdf", b"%PDF-1.4 not a table"), by=officer)
    assert not Reconciliation.objects.exists()
    assert not StoredFile.objects.exists()


def test_settling_needs_a_reason_and_is_in_the_log(home: Home, officer) -> None:
    row = reconciled(csv(*LISTED), by=officer)
    chosen = list(queries.rows_of(row, reason="unexplained").values_list("pk", flat=True))
    with pytest.raises(CaseRefusal) as refused:
        actions.settle(reconciliation=row, rows=chosen, reason="  ", by=officer, at=AT)
    assert refused.value.code == "reconciliation.says_why"
    assert actions.settle(reconciliation=row, rows=chosen, reason="对方漏列，已去函", by=officer, at=AT) == 2
    entry = Entry.objects.get(action="reconciliation.settle")
    assert (entry.subject, entry.by, entry.detail["count"]) == (row.matter, officer, 2)
    assert not queries.rows_of(row, reason="unexplained", settled="no").exists()


def test_rows_in_both_and_rows_of_another_list_cannot_be_settled(home: Home, officer) -> None:
    row = reconciled(csv(*LISTED), by=officer)
    other = reconciled(csv(*LISTED), by=officer)
    foreign = [other.rows.exclude(side="both").first().pk, row.rows.filter(side="both").first().pk]
    with pytest.raises(CaseRefusal) as refused:
        actions.settle(reconciliation=row, rows=foreign, reason="为什么", by=officer, at=AT)
    assert refused.value.code == "reconciliation.no_rows"


def test_what_is_settled_carries_over_to_the_next_list_and_only_for_the_same_reason(home: Home, officer) -> None:
    first = reconciled(csv(*LISTED), by=officer)
    chosen = list(queries.rows_of(first).values_list("pk", flat=True))
    actions.settle(reconciliation=first, rows=chosen, reason="已核实", by=officer, at=AT)
    later = reconciled(csv(*LISTED, application(97)), by=officer, on=date(2023, 7, 31))
    carried = Row.objects.filter(reconciliation=later, settled_at__isnull=False)
    assert carried.count() == len(chosen)
    assert {(one.settled, one.settled_by, one.carried_from) for one in carried} == {("已核实", officer, first)}
    [left] = queries.rows_of(later, settled="no")
    assert left.number == f"CN{application(97)}"


def test_comparing_again_keeps_what_was_settled(home: Home, officer) -> None:
    row = reconciled(csv(*LISTED), by=officer)
    chosen = list(queries.rows_of(row, reason="repeated").values_list("pk", flat=True))
    actions.settle(reconciliation=row, rows=chosen, reason="重复", by=officer, at=AT)
    actions.compare_again(reconciliation=row, column="", sheet="", by=officer, at=AT)
    work()
    [kept] = queries.rows_of(row, settled="yes")
    assert (kept.reason, kept.settled, kept.carried_from) == ("repeated", "重复", None)


def test_reconciliation_closes_only_when_every_difference_is_settled(home: Home, officer) -> None:
    row = reconciled(csv(*LISTED), by=officer)
    with pytest.raises(CaseRefusal) as refused:
        actions.close(reconciliation=row, by=officer, at=AT)
    assert (refused.value.code, refused.value.values["count"]) == ("reconciliation.open_rows", 6)
    rows = list(queries.rows_of(row).values_list("pk", flat=True))
    actions.settle(reconciliation=row, rows=rows, reason="已核实", by=officer, at=AT)
    assert actions.close(reconciliation=row, by=officer, at=AT).state == "closed"
    with pytest.raises(CaseRefusal):
        actions.settle(reconciliation=row, rows=rows, reason="再改", by=officer, at=AT)


@pytest.fixture
def signed_in(officer) -> Client:
    return accounts.signed_in_as(officer)


def test_officer_walks_from_upload_to_a_settled_reason(home: Home, signed_in: Client) -> None:
    given = {"file": csv(*LISTED), "source": "云州市知识产权局", "region": "zone", "on": "2023-06-30"}
    answer = signed_in.post("/zh/desk/data/reconciliations/", given)
    row = Reconciliation.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/zh/desk/data/reconciliations/{row.pk}/")
    assert signed_in.get(f"{answer.url}progress/").status_code == 200
    work()
    assert signed_in.get(f"{answer.url}progress/").status_code == 204
    page = signed_in.get(f"{answer.url}?reason=unknown_to_us").content.decode()
    assert "差额构成" in page
    assert application(99) in page
    assert application(98, kind=2) not in page
    asked = {"reason": "unknown_to_us", "which": "all", "note": "尚未收到数据"}
    signed_in.post(f"{answer.url}settle/", asked)
    assert Row.objects.get(reason="unknown_to_us").settled == "尚未收到数据"
    page = signed_in.get(f"/en{answer.url[3:]}").content.decode()
    assert "5 differences are not settled yet." in page
    assert "http" not in page.split("<main")[1].split("</main>")[0].replace("https://testserver", "")


def test_workbook_is_the_same_bytes_for_the_same_rows(home: Home, signed_in: Client, officer) -> None:
    row = reconciled(csv(*LISTED, "=1+1"), by=officer)
    first, second = (signed_in.get(f"/zh/desk/data/reconciliations/{row.pk}/workbook/") for _ in range(2))
    assert first.content == second.content
    assert first["Content-Disposition"].endswith('.xlsx"')
    rows = list(queries.rows_of(row).values_list("pk", flat=True))
    actions.settle(reconciliation=row, rows=rows, reason="=已核实", by=officer, at=AT)
    import zipfile

    with zipfile.ZipFile(io.BytesIO(signed_in.get(first.request["PATH_INFO"]).content)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        assert "=已核实" in texts
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "worksheets/sheet" in name)


def test_list_is_given_to_officers_only(home: Home, officer) -> None:
    row = reconciled(csv(*LISTED), by=officer)
    assert queries.may_read(officer, str(row.pk), AT.date())
    assert not queries.may_read(accounts.person(Role.POINT_STAFF), str(row.pk), AT.date())
