"""Office files from the officer's desk into the corpus: staged, compared, accepted, set aside, taken back."""

from __future__ import annotations

import io
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import people as accounts
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from district.accounts.roles import Role
from district.audit.models import Entry
from district.casework import CaseRefusal, wording
from district.collection import actions, columns, corpus, inbox, queries, watching
from district.collection.models import RollBack, Upload
from district.collection.states import UPLOAD
from patentry.corpus import Home, latest, snapshots_of
from patentry.ingestion import ingest
from patentry.numbers.cn import check_digit
from patentry.offices.database_exports.record import FIELDS
from patentry.offices.mapped_table.texts import WHOLE_TEXT

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HEADING = "申请号,公开（公告）号,专利类型,发明名称,申请日,公开（公告）日,授权公告日,申请人,申请人类型,地址,主分类号"
REGIONS = """region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
city,,云州市,Yunzhou,city,云州市,,,
zone,city,云州高新区,Yunzhou Zone,zone,高新区,,,
core,zone,核心区,Core Area,core,高新区+科创路[1-99],,,
"""
EVENT = (
    "number,date,effective_date,code,text,holder,address\n{number},2021-06-04,2021-06-04,,专利权质押合同登记的生效,,\n"
)


def application(serial: int) -> str:
    digits = f"20151{serial:07d}"
    return f"{digits}.{check_digit(digits)}"


def patent(serial: int) -> str:
    numbers = f"{application(serial)},CN10{4_000_000 + serial}B,发明,一种装置{serial}"
    return f"{numbers},2015-03-02,2017-05-03,2017-05-03,云州甲公司,企业,云州市高新区科创路8号,H01L21/00"


def listed(*serials: int, name: str = "list.csv") -> SimpleUploadedFile:
    return file(name, "\n".join([HEADING, *map(patent, serials)]) + "\n")


def file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


@pytest.fixture
def home(settings, tmp_path: Path) -> Home:
    """A data folder with a list of one patent, taken in from the command line.

    Its figures are told of the core area alone: what a change costs grows with each region.
    """
    settings.PATENTRY_ZONE = settings.PATENTRY_CITY = settings.PATENTRY_REGION
    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    found = Home(settings.PATENTRY_HOME)
    found.create()
    paths = []
    for name, text in (
        ("regions.csv", REGIONS),
        ("one.csv", f"{HEADING}\n{patent(2)}\n"),
        ("events.csv", EVENT.format(number=application(2))),
    ):
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    ingest(home=found, paths=paths, at=AT)
    return found


@pytest.fixture
def officer():
    return accounts.person(Role.DISTRICT_OFFICER)


def work() -> None:
    """Do what waits in the queue, as a worker does, but on this test's own connection."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    while (waiting := DBTaskResult.objects.ready().first()) is not None:
        waiting.claim("test")
        worker.run_task(waiting)


def handed_in(*files: SimpleUploadedFile, by: Any) -> Upload:
    row = actions.receive(files=files, source="云州市知识产权局", by=by, at=AT)
    assert queries.reading_of(row).stands == "waiting"  # type: ignore[union-attr]
    work()
    return Upload.objects.get(pk=row.pk)


def test_files_are_staged_and_what_would_change_is_told(home: Home, officer, settings) -> None:
    settings.PATENTRY_ZONE, settings.PATENTRY_CITY = "zone", "city"
    row = handed_in(listed(3, 4), by=officer)
    assert (row.state, row.staged, row.base) == ("staged", 2, 1)
    assert latest(home).number == 1
    assert [(f["path"], f["documents"], f["kept"]) for f in row.report] == [("list.csv", 2, 2)]
    (stock,) = (
        d for d in row.differences
        if (d["figure"], d["region"], d["on"]) == ("effective_inventions", "core", "2021-06-04")
    )  # fmt: skip
    assert (stock["before"], stock["after"]) == (1, 3)
    assert {d["region"] for d in row.differences} == {"core", "zone", "city"}
    assert {d["on"] for d in row.differences} == {"2020-12-31", "2021-06-04"}
    assert Entry.objects.filter(subject=row.matter).values_list("action", flat=True)[::1] == [
        "upload.receive",
        "upload.stage",
    ]


def test_accepting_makes_the_staged_snapshot_current_and_a_second_time_is_refused(home: Home, officer) -> None:
    row = actions.accept(upload=handed_in(listed(3), by=officer), by=officer, at=AT)
    assert (row.state, row.accepted_as, latest(home).number) == ("accepted", 3, 3)
    with pytest.raises(CaseRefusal) as refusal:
        actions.accept(upload=row, by=officer, at=AT)
    assert refusal.value.code == "step.not_from_here"
    assert latest(home).number == 3


def test_an_acceptance_cut_off_after_the_corpus_took_it_is_finished_by_the_next_try(home: Home, officer) -> None:
    row = handed_in(listed(3), by=officer)
    with transaction.atomic():
        actions.accept(upload=row, by=officer, at=AT)
        transaction.set_rollback(True)
    row.refresh_from_db()
    assert (row.state, latest(home).number) == ("staged", 3)
    assert actions.accept(upload=row, by=officer, at=AT).accepted_as == 3
    assert [s.number for s in snapshots_of(home)] == [1, 2, 3]


def test_an_upload_read_over_an_older_snapshot_is_read_again_before_it_is_accepted(home: Home, officer) -> None:
    first, second = handed_in(listed(3, name="a.csv"), by=officer), handed_in(listed(4, name="b.csv"), by=officer)
    actions.accept(upload=first, by=officer, at=AT)
    with pytest.raises(CaseRefusal) as refusal:
        actions.accept(upload=second, by=officer, at=AT)
    assert refusal.value.code == "upload.stale"
    assert all("4" in wording.said(refusal.value, lang=lang) for lang in ("zh", "en"))
    actions.read_again(upload=second, by=officer, at=AT)
    work()
    again = Upload.objects.get(pk=second.pk)
    assert (again.state, again.base) == ("staged", 4)
    actions.accept(upload=again, by=officer, at=AT)
    assert corpus.home().path == home.path
    day = date(2021, 6, 4)
    assert corpus._values(corpus._opened(latest(home).number), "effective_inventions", "core", [day]) == {day: 3}


def test_files_already_there_are_nothing_new_and_files_that_are_none_say_why(home: Home, officer) -> None:
    known = handed_in(file("one.csv", f"{HEADING}\n{patent(2)}\n"), by=officer)
    assert (known.state, known.staged) == ("unchanged", None)
    broken = handed_in(file("letter.csv", "Dear office,\nthank you\n"), by=officer)
    assert broken.state == "unreadable"
    assert broken.report[0]["problems"]
    assert [s.number for s in snapshots_of(home)] == [1]


def test_rows_set_aside_are_shown_as_they_stood_in_the_file(home: Home, officer) -> None:
    wrong = patent(5).replace("2015-03-02", "the second of March")
    row = handed_in(file("list.csv", f"{HEADING}\n{patent(3)}\n{wrong}\n"), by=officer)
    assert (row.report[0]["kept"], row.report[0]["rejected"]) == (1, 1)
    ((name, rows),) = queries.rows_set_aside(row)
    assert (name, rows[0]["row"]) == ("list.csv", 3)
    assert "the second of March" in str(rows[0]["content"])


def test_an_unknown_table_is_read_once_its_columns_have_a_meaning(home: Home, officer) -> None:
    odd = f"我方编号,某号码,说明\nA-1,{application(7)},一种装置\nA-2,{application(8)},另一种装置\n"
    row = handed_in(file("odd.csv", odd), by=officer)
    (table,) = queries.tables_to_map(row)
    with pytest.raises(CaseRefusal) as refusal:
        actions.map_columns(upload=row, fingerprint=table.fingerprint, fields={"title": ("说明",)}, by=officer, at=AT)
    assert refusal.value.code == "upload.mapping_wrong"
    fields = {"application_number": ("某号码",), "title": ("说明",)}
    actions.map_columns(upload=row, fingerprint=table.fingerprint, fields=fields, by=officer, at=AT)
    work()
    row.refresh_from_db()
    assert (row.state, row.report[0]["kept"]) == ("staged", 2)


def test_setting_aside_needs_a_reason_and_leaves_the_corpus_alone(home: Home, officer) -> None:
    row = handed_in(listed(3), by=officer)
    with pytest.raises(CaseRefusal) as refusal:
        actions.set_aside(upload=row, by=officer, at=AT, reason="  ")
    assert refusal.value.code == "upload.says_why"
    assert actions.set_aside(upload=row, by=officer, at=AT, reason="旧版本").state == "set_aside"
    assert latest(home).number == 1


def test_going_back_makes_a_new_snapshot_and_keeps_the_reason(home: Home, officer) -> None:
    actions.accept(upload=handed_in(listed(3), by=officer), by=officer, at=AT)
    row = actions.roll_back(to=1, reason="名单有误", by=officer, at=AT)
    assert (row.number, latest(home).number, latest(home).of) == (4, 4, 1)
    for to, reason, code in (
        (1, "再退", "rollback.refused"),
        (2, "暂存", "rollback.refused"),
        (1, " ", "rollback.says_why"),
    ):
        with pytest.raises(CaseRefusal) as refusal:
            actions.roll_back(to=to, reason=reason, by=officer, at=AT)
        assert refusal.value.code == code
        assert wording.said(refusal.value, lang="en") != wording.said(refusal.value, lang="zh")
    assert RollBack.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "upload.no_files"),
        ([file("empty.csv", "")], "upload.empty"),
        ([file("a.csv", "x"), file("b/../a.csv", "y")], "upload.same_name"),
        ([file("large.csv", "x" * 1_100_000)], "upload.too_large"),
    ],
)
def test_what_cannot_be_handed_in_is_refused_and_nothing_is_kept(
    home: Home, officer, settings, files: list[SimpleUploadedFile], code: str
) -> None:
    settings.PATENTRY_COLLECT_MB = 1
    with pytest.raises(CaseRefusal) as refusal:
        actions.receive(files=files, source="x", by=officer, at=AT)
    assert refusal.value.code == code
    assert not Upload.objects.exists()
    assert list((home.path / "site" / "inbox").rglob("*.*")) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\list.csv", "list.csv"), (".hidden", "hidden"), ("..", "file"),
     ("a\x00b.csv", "ab.csv"), ("名单.csv", "名单.csv"), ("x" * 300 + ".csv", "x" * 150 + ".csv")],
)  # fmt: skip
def test_a_file_keeps_only_a_harmless_name(given: str, kept: str) -> None:
    assert inbox.harmless(given) == kept


def test_a_watched_folder_stages_what_lies_there_whole_once(home: Home, settings, tmp_path: Path) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    settings.PATENTRY_WATCH = str(folder)
    for name, age in (("whole.csv", 60), ("growing.csv", 2), ("copy.part", 60), (".hidden", 60)):
        (folder / name).write_text(f"{HEADING}\n{patent(3)}\n", encoding="utf-8")
        os.utime(folder / name, times=((AT - timedelta(seconds=age)).timestamp(),) * 2)
    (folder / "empty.csv").touch()
    os.utime(folder / "empty.csv", times=((AT - timedelta(seconds=60)).timestamp(),) * 2)
    assert watching.watch(at=AT) == 1
    assert watching.watch(at=AT) == 0
    work()
    (row,) = Upload.objects.all()
    assert (row.state, row.by, row.files.get().name) == ("staged", None, "whole.csv")
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()) == [
        ".hidden", "copy.part", "growing.csv", "refused/empty.csv", "taken/whole.csv",
    ]  # fmt: skip


def test_no_folder_is_watched_unless_one_is_named(settings) -> None:
    settings.PATENTRY_WATCH = ""
    assert watching.watch(at=AT) == 0


def test_a_column_can_be_every_field_of_a_record() -> None:
    assert {one.name for one in columns.fields()} == {*FIELDS, WHOLE_TEXT}


def test_every_step_an_officer_may_make_has_a_button_and_no_other_role_any() -> None:
    for state, action, role, may in UPLOAD.matrix():
        assert not (may and role not in ("district_officer", "system")), (state, action, role)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_officer_hands_in_looks_accepts_and_goes_back_on_the_pages(home: Home, officer, lang: str) -> None:
    client = accounts.signed_in_as(officer)
    given = {"chosen_files": [listed(3), file("letter.txt", "Dear office")], "source": "市局来函"}
    answer = client.post(f"/{lang}/desk/data/", given, follow=True)
    (row,) = Upload.objects.all()
    address = f"/{lang}/desk/data/uploads/{row.pk}/"
    assert f'data-address="{address}progress/"' in answer.content.decode()
    assert 'role="status"' not in client.get(f"{address}progress/").content.decode()
    work()
    answer = client.get(address)
    page = answer.content.decode()
    assert {"zh": "接受后的变化", "en": "What would change"}[lang] in page
    assert "list.csv" in page
    assert "letter.txt" in page
    assert client.get(f"/{lang}/desk/data/uploads/{row.pk}/progress/").status_code == 204
    answer = client.post(f"/{lang}/desk/data/uploads/{row.pk}/step/", {"step": "accept"}, follow=True)
    assert {"zh": "第 3 号快照已成为当前快照", "en": "Snapshot 3 is now the current one"}[
        lang
    ] in answer.content.decode()
    listed_page = client.get(f"/{lang}/desk/data/snapshots/").content.decode()
    assert {"zh": "接受自第 2 号快照", "en": "accepted from snapshot 2"}[lang] in listed_page
    client.post(f"/{lang}/desk/data/snapshots/", {"number": "1", "reason": "试"})
    assert latest(home).of == 1
    assert "CN gazette" in client.get(f"/{lang}/desk/data/sources/").content.decode()


def test_the_columns_page_offers_every_column_and_reads_again(home: Home, officer) -> None:
    odd = f"我方编号,某号码,说明\nA-1,{application(7)},一种装置\n"
    row = handed_in(file("odd.csv", odd), by=officer)
    (table,) = queries.tables_to_map(row)
    client = accounts.signed_in_as(officer)
    address = f"/zh/desk/data/uploads/{row.pk}/columns/{table.fingerprint}/"
    page = client.get(address).content.decode()
    assert all(heading in page for heading in ("我方编号", "某号码", "说明", "公开（公告）号"))
    assert "至少" in client.post(address, {"column2": "title"}).content.decode()
    client.post(address, {"column1": "application_number", "column2": "title"})
    work()
    assert Upload.objects.get(pk=row.pk).state == "staged"


def test_an_upload_whose_staged_snapshot_is_gone_says_so(home: Home, officer) -> None:
    row = handed_in(listed(3), by=officer)
    Upload.objects.filter(pk=row.pk).update(staged=77)
    with pytest.raises(CaseRefusal) as refusal:
        actions.accept(upload=row, by=officer, at=AT)
    assert refusal.value.code == "upload.staged_gone"


def test_the_corpus_is_made_where_the_site_was_first(settings, tmp_path: Path, officer) -> None:
    settings.PATENTRY_HOME = tmp_path / "home"
    (tmp_path / "home" / "site").mkdir(parents=True)
    row = handed_in(file("regions.csv", REGIONS), listed(3), by=officer)
    assert (row.state, row.base) == ("staged", 0)
    actions.accept(upload=row, by=officer, at=AT)
    assert latest(corpus.home()).number == 2


def test_a_file_larger_than_memory_goes_to_the_disk_in_pieces(home: Home, officer) -> None:
    class Large(io.BytesIO):
        name = "large.csv"
        pieces = 0

        def chunks(self) -> Any:
            for _ in range(3):
                Large.pieces += 1
                yield b"x" * 10

    landed = inbox.land(upload=1, name="large.csv", content=Large())  # type: ignore[arg-type]
    assert (landed.size, Large.pieces) == (30, 3)
