"""The list check: every row of a batch is kept or said to be wrong; nothing is settled without evidence."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import people as accounts
import pytest
import uploads
import window_cast as scene
from django.core.files.uploadedfile import SimpleUploadedFile
from fake_life import COUNTED
from listed import numbered
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from window_cast import Cast, moment

from district.accounts.models import Organisation, Standing
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.files.models import StoredFile
from district.notices.models import Notice
from district.window.listcheck import actions, flags, queries, reading, sheet
from district.window.listcheck.models import Batch, Filing
from district.window.listcheck.overdue import overdue
from district.window.listcheck.states import FIRM, LISTED

NOW = moment(2)
HEAD = "申请号,申请人,代理机构,通知日,期限\n"


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
    (taken,) = actions.take(code="2026-1", content=TABLE.encode("gb18030"), by=people.officer, at=NOW)
    return taken


@pytest.fixture
def mine(people: Cast, batch: Batch) -> Filing:
    """The filing of the firm."""
    return Filing.objects.get(organisation=people.firm)


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("proof.png", uploads.png())


def told(user) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("kind", flat=True))


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
    today = date(2026, 3, 2)
    assert queries.of_firms(people.applicant, on=today).get().organisation == people.firm
    assert not queries.visible_to(people.applicant, on=today).exists(), "the desk's lists are not for firms"
    assert queries.is_flagged(people.firm)
    assert not queries.of_firms(people.stranger, on=today).exists()
    assert told(people.applicant) == ["listcheck.listed"]
    assert told(people.stranger) == []
    assert queries.filings_numbered(f"{ONE[:12]}.{ONE[12]}").count() == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2\n", "headings_missing"),
        (HEAD.encode(), "no_row_kept"),
        (b"PK broken", "file_unreadable"),
        (b"x" * (reading.LIMIT + 1), "file_too_large"),
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


@pytest.mark.parametrize("number", ["CN" + ONE, f"{ONE[:12]}.{ONE[12]}", f"ZL {ONE[:4]} {ONE[4:12]}.{ONE[12]}"])
def test_a_number_is_read_however_it_is_written(number: str) -> None:
    assert reading.number_of(number) == f"{ONE[:12]}.{ONE[12]}"


def test_a_number_of_before_2003_has_its_check_digit_too() -> None:
    assert reading.number_of("95115608X") == "95115608.X"
    assert reading.number_of("97101765.4") == "97101765.4"
    assert reading.number_of("971017655") is None


def test_a_file_may_name_batches_codes_and_headings_of_its_own(people: Cast) -> None:
    code = "91110108MA00000001"
    digits = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(digits.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:-1]))
    code = code[:-1] + digits[(31 - total % 31) % 31]
    firm = Organisation.objects.create(name_zh="改名后的公司", credit_code=code, standing=Standing.VERIFIED)
    table = (
        "批次号,专利申请号,申请人名称,统一社会信用代码,发文日,答复期限\n"
        f"A1,{ONE},改名前的公司,{code},2026-02-02,2026-03-31\n"
        f"A2,{TWO},乙公司；青禾科技(演示),,2026-02-02,2026-03-31\n"
        f"A2,{ONE},甲,9111,2026-02-02,2026-03-31\n"
    )
    first, second = actions.take(content=table.encode(), by=people.officer, at=NOW)
    assert (first.code, second.code) == ("A1", "A2")
    assert first.filings.get().organisation == firm, "the code decides, whatever the name"
    assert second.filings.get().organisation == people.firm, "one of several applicants, with narrow brackets"
    assert [(one["line"], one["code"]) for one in second.problems] == [(4, "credit_code")]
    assert first.problems == []


def test_a_file_without_batches_needs_one(people: Cast) -> None:
    with pytest.raises(CaseRefusal, match="batch_missing"):
        actions.take(content=TABLE.encode(), by=people.officer, at=NOW)


def test_a_firm_that_was_merely_claimed_is_neither_matched_nor_sees_anything(people: Cast) -> None:
    Organisation.objects.filter(pk=people.firm.pk).update(standing=Standing.CLAIMED)
    (batch,) = actions.take(code="x", content=TABLE.encode(), by=people.officer, at=NOW)
    assert not batch.filings.filter(organisation__isnull=False).exists()
    batch.filings.update(organisation=people.firm)
    assert not queries.of_firms(people.applicant, on=NOW.date()).exists()
    assert not list(queries.firms_found(people.firm.name_zh))


def test_of_two_firms_with_one_name_neither_is_taken(people: Cast) -> None:
    Organisation.objects.create(name_zh="青禾科技（演示）", standing=Standing.VERIFIED)
    (batch,) = actions.take(code="x", content=TABLE.encode(), by=people.officer, at=NOW)
    assert not batch.filings.filter(organisation__isnull=False).exists()


def test_a_firm_named_by_hand_gets_all_filings_of_that_applicant(people: Cast, batch: Batch) -> None:
    unknown = Filing.objects.get(organisation__isnull=True)
    other = Organisation.objects.create(name_zh="认识的公司", standing=Standing.VERIFIED)
    with pytest.raises(CaseRefusal, match="not_staff"):
        actions.match(filing=unknown, organisation=other, by=people.applicant, at=NOW)
    assert actions.match(filing=unknown, organisation=other, by=people.clerk, at=NOW) == 1
    unknown.refresh_from_db()
    assert unknown.organisation == other


def test_an_outcome_needs_its_evidence_and_lifts_the_flag(people: Cast, batch: Batch, mine: Filing) -> None:
    for outcome, evidence, code in (("withdrawn", " ", "evidence"), ("open", "x", "outcome"), ("?", "x", "outcome")):
        with pytest.raises(CaseRefusal, match=code):
            actions.settle(filing=mine, outcome=outcome, evidence=evidence, by=people.clerk, at=NOW)
    with pytest.raises(CaseRefusal, match="step"):
        actions.settle(filing=mine, outcome="withdrawn", evidence="x", by=people.applicant, at=NOW)
    actions.settle(filing=mine, outcome="withdrawn", evidence="回执", by=people.clerk, at=NOW)
    assert not queries.is_flagged(people.firm)
    found = queries.batches(people.officer, on=date(2026, 3, 2))[0]
    assert (found.total, found.settled, found.withdrawn, found.late) == (2, 1, 1, 1)


def test_no_contact_needs_attempts_on_two_days(people: Cast, mine: Filing) -> None:
    settle = {"filing": mine, "outcome": "no_contact", "evidence": "无人接听", "by": people.clerk, "at": NOW}
    attempt = {"filing": mine, "way": "phone", "note": "无人接听", "by": people.clerk, "at": NOW}
    for day in (date(2026, 3, 1), date(2026, 3, 1)):
        actions.note_attempt(**attempt, on=day)
    with pytest.raises(CaseRefusal, match="attempts_missing"):
        actions.settle(**settle)
    for day in (date(2026, 1, 1), date(2026, 3, 3)):
        with pytest.raises(CaseRefusal, match="attempt_day"):
            actions.note_attempt(**attempt, on=day)
    with pytest.raises(CaseRefusal, match="reason_missing"):
        actions.note_attempt(**attempt | {"note": " "}, on=date(2026, 3, 2))
    actions.note_attempt(**attempt, on=date(2026, 3, 2))
    assert actions.settle(**settle).outcome == "no_contact"


def test_a_firm_answers_with_a_file_and_is_asked_again_with_a_reason(people: Cast, mine: Filing) -> None:
    answer = {
        "filing": mine,
        "said": "reasons",
        "text": "系列申请",
        "upload": proof(),
        "by": people.applicant,
        "at": NOW,
    }
    for change, code in (
        ({"upload": None}, "file_missing"),
        ({"text": ""}, "reasons_missing"),
        ({"said": "open"}, "outcome"),
    ):
        with pytest.raises(CaseRefusal, match=code):
            actions.answer(**answer | change)
    with pytest.raises(CaseRefusal, match="step"):
        actions.answer(**answer | {"by": people.stranger})
    assert not StoredFile.objects.exists()
    row = actions.answer(**answer)
    assert (row.state, row.answered, row.outcome) == ("answered", "reasons", "open")
    assert told(people.officer)[-1] == "listcheck.answered", "no point follows it up yet"
    with pytest.raises(CaseRefusal, match="reason_missing"):
        actions.send_back(filing=row, action="ask_again", why="", by=people.clerk, at=NOW)
    row = actions.send_back(filing=row, action="ask_again", why="缺证明", by=people.clerk, at=NOW)
    assert (row.state, row.reason) == ("open", "缺证明")
    assert told(people.applicant)[-1] == "listcheck.asked_again"


def test_the_files_of_an_answer_are_for_the_firm_and_the_desk(people: Cast, mine: Filing) -> None:
    actions.answer(filing=mine, said="withdrawn", text="", upload=proof(), by=people.applicant, at=NOW)
    actions.assign(filings=[mine], point=people.center, by=people.officer, at=NOW)
    key = str(mine.pk)
    for user, may in (
        (people.colleague, True),
        (people.clerk, True),
        (people.officer, True),
        (people.other_clerk, False),
        (people.stranger, False),
    ):
        assert queries.may_read(user, key, NOW.date()) is may


def test_a_point_follows_up_what_it_is_given_and_nobody_elses(people: Cast, mine: Filing) -> None:
    assert actions.assign(filings=[mine], point=people.center, by=people.officer, at=NOW) == 1
    assert told(people.clerk)[-1] == "listcheck.assigned"
    assert mine in queries.visible_to(people.clerk, on=NOW.date())
    assert mine not in queries.visible_to(people.other_clerk, on=NOW.date())
    with pytest.raises(CaseRefusal, match="step"):
        actions.settle(filing=mine, outcome="withdrawn", evidence="x", by=people.other_clerk, at=NOW)
    with pytest.raises(CaseRefusal, match="other_point"):
        actions.note_attempt(filing=mine, on=NOW.date(), way="phone", note="x", by=people.other_clerk, at=NOW)
    with pytest.raises(CaseRefusal, match="nothing_chosen"):
        actions.assign(filings=[], point=people.center, by=people.officer, at=NOW)


def test_nobody_makes_a_step_the_table_does_not_give_their_role(people: Cast, mine: Filing) -> None:
    who = {FIRM: people.applicant, "point_staff": people.clerk, "point_head": people.head}
    who["district_officer"] = people.officer
    for state, action, role, is_allowed in LISTED.matrix():
        if is_allowed or action == "report":
            continue
        Filing.objects.filter(pk=mine.pk).update(state=state)
        act, given = {
            "answer": (actions.answer, {"said": "withdrawn", "text": "x", "upload": proof()}),
            "settle": (actions.settle, {"outcome": "withdrawn", "evidence": "x"}),
        }.get(action, (actions.send_back, {"action": action, "why": "x"}))
        with pytest.raises(CaseRefusal, match="step"):
            act(filing=mine, by=who[role], at=NOW, **given)


def test_a_batch_is_reported_when_all_is_settled_and_stays(people: Cast, batch: Batch) -> None:
    with pytest.raises(CaseRefusal):
        actions.report(batch=batch, by=people.officer, at=NOW)
    for row in batch.filings.all():
        actions.settle(filing=row, outcome="withdrawn", evidence="回执", by=people.clerk, at=NOW)
    with pytest.raises(CaseRefusal, match="step"):
        actions.report(batch=batch, by=people.clerk, at=NOW)
    actions.report(batch=batch, by=people.officer, at=NOW)
    with pytest.raises(CaseRefusal, match="batch_reported"):
        actions.report(batch=batch, by=people.officer, at=NOW)
    with pytest.raises(CaseRefusal, match="step"):
        actions.send_back(filing=batch.filings.all()[0], action="reopen", why="x", by=people.officer, at=NOW)


def test_what_is_settled_can_be_reopened_with_a_reason(people: Cast, mine: Filing) -> None:
    actions.settle(filing=mine, outcome="withdrawn", evidence="回执", by=people.clerk, at=NOW)
    row = actions.send_back(filing=mine, action="reopen", why="回执有误", by=people.clerk, at=NOW)
    assert (row.state, row.outcome, row.settled_at) == ("open", "open", None)
    assert queries.is_flagged(people.firm)


def test_days_that_are_near_and_past_are_told_once(people: Cast, mine: Filing) -> None:
    actions.assign(filings=[mine], point=people.center, by=people.officer, at=NOW)
    assert [overdue(at=moment(day)) for day in (2, 3, 27, 28)] == [1, 0, 1, 0], "one is past at once, one near later"
    assert (told(people.applicant)[-1], told(people.clerk)[-1]) == ("listcheck.due", "listcheck.due_desk")
    assert [overdue(at=moment(day, month=4)) for day in (1, 2)] == [1, 0]
    assert told(people.clerk)[-1] == told(people.officer)[-1] == "listcheck.overdue"
    assert told(people.applicant)[-1] == "listcheck.due"


def test_the_board_chooses_and_counts(people: Cast, batch: Batch, mine: Filing) -> None:
    actions.assign(filings=[mine], point=people.center, by=people.officer, at=NOW)
    seen, today = queries.visible_to(people.officer, on=NOW.date()), NOW.date()
    for asked, n in (
        ({"left": "late"}, 1),
        ({"left": "later"}, 1),
        ({"left": "week"}, 0),
        ({"point": "center"}, 1),
        ({"point": "none"}, 1),
        ({"agency": "某代理"}, 1),
        ({"agency": "none"}, 1),
        ({"who": "unknown"}, 1),
        ({"state": "open", "batch": str(batch.pk)}, 2),
    ):
        assert queries.chosen(seen, asked, on=today).count() == n, asked
    by_point = {one.key: (one.total, one.late) for one in queries.progress(seen, by="point", on=today)}
    assert by_point == {people.center.pk: (1, 0), None: (1, 1)}


def test_only_staff_who_see_the_filing_see_the_flags(people: Cast, mine: Filing) -> None:
    actions.assign(filings=[mine], point=people.center, by=people.officer, at=NOW)
    for user, n in ((people.clerk, 1), (people.officer, 1), (people.other_clerk, 0), (people.applicant, 0)):
        assert len(list(flags.on_patent(user, f"CN{ONE}", NOW.date()))) == n
        assert len(list(flags.on_firm(user, people.firm, NOW.date()))) == n
    assert not list(flags.on_patent(people.officer, "US-7654321-B2", NOW.date()))
    page = accounts.signed_in_as(people.clerk).get(f"/zh/account/desk/organisations/{people.firm.pk}/")
    assert "有 1 件列入名单的申请尚未核清" in page.content.decode()
    assert accounts.signed_in_as(people.applicant).get(page.request["PATH_INFO"]).status_code == 403


def test_the_public_page_of_a_patent_shows_the_flag_to_staff_alone(people: Cast, batch: Batch) -> None:
    Filing.objects.filter(organisation=people.firm).update(number=reading.number_of(COUNTED))
    address = f"/en/patents/{COUNTED}/"
    assert "Only staff see this" in (page := accounts.signed_in_as(people.officer).get(address)).content.decode()
    assert "no-store" in page["Cache-Control"]
    for client in (accounts.Client(), accounts.signed_in_as(people.applicant)):
        assert "batch 2026-1" not in client.get(address).content.decode()


def test_the_offices_template_is_filled_downwards(people: Cast, batch: Batch, mine: Filing) -> None:
    book, out = Workbook(), BytesIO()
    book.active.title = "表"
    book.active["B1"] = "标题"
    for name, cell in (("number", "$B$3"), ("outcome", "$D$3"), ("theirs", "$F$1")):
        book.defined_names[name] = DefinedName(name, attr_text=f"'表'!{cell}")
    book.save(out)
    with pytest.raises(CaseRefusal, match="not_staff"):
        actions.take_template(content=out.getvalue(), by=people.clerk, at=NOW)
    template = actions.take_template(content=out.getvalue(), by=people.officer, at=NOW)
    assert (template.names, template.strange) == ({"number": "表!B3", "outcome": "表!D3"}, {"theirs": "表!F1"})
    page = load_workbook(BytesIO(queries.as_xlsx(batch)))["表"]
    assert [page["B1"].value, page["B3"].value, page["B4"].value] == ["标题", *(f.number for f in batch.filings.all())]
    assert page["D4"].value
    assert set(sheet.OWN) <= set(sheet.COLUMNS)


@pytest.mark.parametrize(("lang", "said"), [("zh", "5 行未能导入"), ("en", "5 rows could not be taken")])
def test_a_batch_goes_through_the_pages(people: Cast, lang: str, said: str) -> None:
    officer, firm = accounts.signed_in_as(people.officer), accounts.signed_in_as(people.applicant)
    upload = SimpleUploadedFile("batch.csv", TABLE.encode())
    told_ = {"code": "2026-2", "table": upload, "point": people.center.pk}
    page = officer.post(f"/{lang}/desk/checks/", told_, follow=True)
    assert said in page.content.decode()
    batch, mine = Batch.objects.get(), Filing.objects.get(organisation=people.firm)
    assert f'href="/{lang}/checks/{mine.pk}/"' in firm.get(f"/{lang}/checks/").content.decode()
    assert firm.get(f"/{lang}/checks/{batch.filings.exclude(pk=mine.pk).get().pk}/").status_code == 404
    firm.post(f"/{lang}/checks/{mine.pk}/", {"said": "reasons", "text": "=陈述", "upload": proof()})
    desk = f"/{lang}/desk/checks/filing/{mine.pk}/"
    assert "proof.png" in officer.get(desk).content.decode()
    assert Entry.objects.filter(subject=mine.matter, action="read", by=people.officer).count() == 1
    officer.post(desk + "attempt/", {"on": "2026-02-03", "way": "phone", "note": "已接通"})
    officer.post(desk + "settle/", {"outcome": "reasons", "evidence": "=陈述"})
    assert "已接通" in officer.get(desk).content.decode()
    cells = load_workbook(BytesIO(officer.get(f"/{lang}/desk/checks/{batch.pk}/xlsx/").content)).active
    rows = [[cell.value for cell in row] for row in cells.iter_rows()]
    assert any("已陈述意见" in row and "'=陈述" in row for row in rows)
    assert "2026-2" in officer.get(f"/{lang}/desk/checks/").content.decode()
    board = officer.get(f"/{lang}/desk/checks/board/?point=center&left=late").content.decode()
    assert "不认识的公司" in board
    officer.post(f"/{lang}/desk/checks/assign/", {"left": "late", "point": "center", "to": people.branch.pk})
    assert Filing.objects.get(organisation__isnull=True).point == people.branch
    officer.post(
        f"/{lang}/desk/checks/filing/{Filing.objects.get(organisation=None).pk}/firm/", {"firm": "青禾科技（演示）"}
    )
    assert not Filing.objects.filter(organisation__isnull=True).exists()
    officer.post(desk + "back/", {"step": "reopen", "why": "再核"})
    assert "再核" in firm.get(f"/{lang}/checks/{mine.pk}/").content.decode()
