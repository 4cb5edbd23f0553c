"""A point's return: counted from records, fixed by the check, handed in, sent back, locked; and its XLSX."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import people as accounts
import pytest
import window_cast as scene
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from window_cast import Cast, moment

from district.casework import CaseRefusal
from district.directory import doings
from district.notices.models import Notice
from district.window import actions as requests
from district.window.desklog import actions as desklog
from district.window.desklog.actions import Told
from district.window.desklog.models import Channel
from district.window.returns import actions, differences, due, queries, sheet
from district.window.returns.models import PointReturn, Template
from district.window.returns.overdue import overdue
from district.window.returns.periods import Kind, Period, period_of

MARCH = date(2026, 3, 31)
AFTER = moment(1, month=4)
CALL = Told(asked="年费", channel=Channel.PHONE, minutes=6)


@pytest.fixture
def people() -> Cast:
    return scene.cast()


@pytest.fixture
def march(people: Cast) -> PointReturn:
    """March of the centre: two calls (one entered late), one request answered in time and rated badly."""
    for day in (9, 6):
        desklog.log(told=CALL, point=people.center, day=date(2026, 3, day), by=people.clerk, at=moment(9))
    answered = requests.resolve(
        request=scene.in_progress(people), answer="请见附件", by=people.clerk, at=moment(5, hour=9)
    )
    requests.rate(request=answered, level=2, line="慢", by=people.applicant, at=moment(6))
    requests.call_back(request=answered, outcome="已说明", by=people.clerk, at=moment(9))
    return actions.begin(point=people.center, kind=Kind.MONTH, day=MARCH, by=people.clerk, at=AFTER)


def step(row: PointReturn, *names: str, by, note: str = "") -> PointReturn:
    for name in names:
        row = actions.move(row=row, action=name, by=by, at=AFTER, note=note)
    return row


@pytest.mark.parametrize(
    ("kind", "day", "first", "last", "code"),
    [
        (Kind.MONTH, date(2024, 2, 9), date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (Kind.QUARTER, date(2026, 11, 26), date(2026, 10, 1), date(2026, 12, 31), "2026-Q4"),
        (Kind.QUARTER, date(2026, 5, 1), date(2026, 4, 1), date(2026, 6, 30), "2026-Q2"),
        (Kind.YEAR, date(2026, 5, 1), date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_a_day_lies_in_its_period(kind, day, first, last, code) -> None:
    assert period_of(day, kind) == Period(kind, first, last)
    assert period_of(day, kind).code == code


def test_figures_are_counted_from_the_records(march: PointReturn) -> None:
    found = queries.figures_of(march)
    assert set(found) == {figure.code for figure in doings.figures()}
    assert {code: number for code, number in found.items() if number} == {
        "contacts": 2,
        "contact_minutes": 12,
        "contacts_late": 1,
        "requests_received": 1,
        "requests_accepted": 1,
        "requests_answered": 1,
        "answered_in_time": 1,
        "ratings": 1,
        "ratings_bad": 1,
        "called_back_in_time": 1,
    }


def test_another_month_and_another_point_count_nothing_of_it(people: Cast, march: PointReturn) -> None:
    for point, day in ((people.center, date(2026, 2, 1)), (people.branch, MARCH)):
        period = period_of(day, Kind.MONTH)
        assert not any(doings.count(point=point, first=period.first, last=period.last).values())


def test_a_number_and_the_records_behind_it_say_the_same(people: Cast, march: PointReturn) -> None:
    for code, number in queries.figures_of(march).items():
        behind = doings.behind(code, point=people.center, first=march.first, last=march.last)
        assert sum(one.counts[code] for one in behind) == number
        assert all(one.called and one.address.startswith("/") for one in behind)


def test_it_goes_from_draft_to_locked_and_every_step_is_in_the_log(people: Cast, march: PointReturn) -> None:
    step(march, "check", by=people.clerk)
    step(march, "submit", by=people.head)
    row = step(march, "lock", by=people.officer)
    assert row.state == "locked"
    assert row.figures["contacts"] == 2


def test_a_period_that_runs_cannot_be_checked(people: Cast) -> None:
    row = actions.begin(point=people.center, kind=Kind.YEAR, day=MARCH, by=people.clerk, at=AFTER)
    with pytest.raises(CaseRefusal, match="period_not_over"):
        step(row, "check", by=people.clerk)


def test_records_that_changed_after_the_check_keep_it_from_being_handed_in(people: Cast, march: PointReturn) -> None:
    step(march, "check", by=people.clerk)
    desklog.log(told=CALL, point=people.center, day=MARCH, by=people.clerk, at=AFTER)
    with pytest.raises(CaseRefusal, match="figures_changed"):
        step(march, "submit", by=people.head)
    step(march, "uncheck", "check", by=people.clerk)
    assert step(march, "submit", by=people.head).figures["contacts"] == 3


def test_it_is_sent_back_with_a_reason(people: Cast, march: PointReturn) -> None:
    step(march, "check", by=people.clerk)
    step(march, "submit", by=people.head)
    with pytest.raises(CaseRefusal, match="note_missing"):
        step(march, "send_back", by=people.officer)
    row = step(march, "send_back", by=people.officer, note="少一天")
    assert (row.state, row.reason, row.figures) == ("draft", "少一天", {})


def told(user) -> list[str]:
    return [notice.kind for notice in Notice.objects.filter(to=user).order_by("pk")]


def test_a_locked_month_stays_whatever_is_entered_later_which_is_marked_and_told(people: Cast, march) -> None:
    step(march, "check", by=people.clerk)
    step(march, "submit", by=people.head)
    row, before = step(march, "lock", by=people.officer), queries.as_xlsx(march)
    late = desklog.log(told=CALL, point=people.center, day=MARCH, by=people.clerk, at=AFTER)
    assert late.is_late
    assert late.is_after_return
    row.refresh_from_db()
    assert queries.values_of(row)["contacts"] == 2
    assert named_cells(queries.as_xlsx(row)) == named_cells(before)
    assert queries.late_entries(row) == 1
    assert "return.late_entry" in told(people.head)
    assert "return.late_entry" in told(people.officer)
    april = doings.count(point=people.center, first=date(2026, 4, 1), last=date(2026, 4, 30))
    assert (april["contacts"], april["contacts_of_earlier_returns"]) == (0, 1)
    page = accounts.signed_in_as(people.head).get(f"/en/desk/returns/{row.pk}/").content.decode()
    assert "entered for these days after it was handed in: 1" in page


def test_a_value_changed_by_hand_keeps_the_counted_one_and_its_reason(people: Cast, march: PointReturn) -> None:
    given = {"row": march, "code": "contacts", "value": 5, "by": people.clerk, "at": AFTER}
    with pytest.raises(CaseRefusal, match="reason_missing"):
        actions.note(**given, reason=" ")
    with pytest.raises(CaseRefusal, match="no_such_figure"):
        actions.note(**given | {"code": "nonsense"}, reason="x")
    with pytest.raises(CaseRefusal, match="at_another_point"):
        actions.note(**given | {"by": people.other_clerk}, reason="x")
    actions.note(**given, reason="三条记在纸上")
    row = step(march, "check", by=people.clerk)
    with pytest.raises(CaseRefusal, match="not_a_draft"):
        actions.note(**given, reason="x")
    assert row.figures["contacts"] == 2
    cells = named_cells(queries.as_xlsx(row))
    assert cells["contacts"] == 5
    assert cells["changes"] == "当场答复的咨询（条）：统计 2，更正为 5，三条记在纸上"
    step(row, "uncheck", by=people.clerk)
    actions.drop_note(row=row, code="contacts", by=people.clerk, at=AFTER)
    assert queries.values_of(row)["contacts"] == 2


def test_a_note_written_before_the_records_changed_has_to_be_looked_at_again(people: Cast, march) -> None:
    actions.note(row=march, code="contacts", value=5, reason="纸上", by=people.clerk, at=AFTER)
    desklog.log(told=CALL, point=people.center, day=MARCH, by=people.clerk, at=AFTER)
    with pytest.raises(CaseRefusal, match="note_stale"):
        step(march, "check", by=people.clerk)


def test_a_quarter_that_differs_from_its_months_says_why(people: Cast, march: PointReturn) -> None:
    months = [march] + [
        actions.begin(point=people.center, kind=Kind.MONTH, day=date(2026, n, 1), by=people.clerk, at=AFTER)
        for n in (1, 2)
    ]
    for row in months:
        step(row, "check", by=people.clerk)
        step(row, "submit", by=people.head)
    desklog.log(told=CALL, point=people.center, day=MARCH, by=people.clerk, at=AFTER)
    quarter = actions.begin(point=people.center, kind=Kind.QUARTER, day=MARCH, by=people.clerk, at=AFTER)
    lines = {line.figure.code: line for line in differences.lines_of(quarter)}
    assert (lines["contacts"].value, lines["contacts"].parts, lines["contacts"].difference) == (3, 2, 1)
    assert lines["requests_received"].difference == 0
    with pytest.raises(CaseRefusal, match="difference_open"):
        step(quarter, "check", by=people.clerk)
    for code in ("contacts", "contact_minutes", "contacts_late"):
        actions.note(row=quarter, code=code, value=None, reason="3 月上报后补登", by=people.clerk, at=AFTER)
    assert step(quarter, "check", by=people.clerk).state == "checked"


def test_returns_begin_by_themselves_remind_and_tell_each_once(people: Cast) -> None:
    days = due.days_of(period_of(MARCH, Kind.MONTH))
    assert days == due.DueDays(last=date(2026, 4, 8), remind=date(2026, 4, 3)), "working days, around Qingming"
    assert overdue(at=moment(1, month=4)) == 8, "month, quarter, year begin at two points; the year is late already"
    assert overdue(at=moment(2, month=4)) == 0
    months = PointReturn.objects.filter(kind="month")
    assert {(row.point.code, row.period.code) for row in months} == {("center", "2026-03"), ("branch", "2026-03")}
    row = step(months.get(point=people.branch), "check", by=people.other_clerk)
    step(months.get(point=people.center), "check", by=people.clerk)
    step(months.get(point=people.center), "submit", by=people.head)
    before = told(people.clerk)
    assert overdue(at=moment(3, month=4)) == 1
    assert overdue(at=moment(7, month=4)) == 0
    assert told(people.other_clerk)[-1] == "return.due"
    assert told(people.clerk) == before, "what is handed in is not asked for"
    assert overdue(at=moment(9, month=4)) == 3, "the month is late at one point, the quarter near at both"
    for user in (people.other_clerk, people.officer):
        late = Notice.objects.filter(to=user, kind="return.overdue", matter=row.matter)
        assert late.get().values == {"period": "2026-03", "point": "branch", "until": "2026-04-08"}
    row.refresh_from_db()
    assert (row.reminded_on, row.overdue_told_on) == (date(2026, 4, 3), date(2026, 4, 9))


def test_a_due_day_in_a_year_without_calendar_is_left_open() -> None:
    assert due.days_of(Period(Kind.YEAR, date(2026, 1, 1), date(2026, 12, 31))) is None


def test_the_steps_tell_whoever_acts_next(people: Cast, march: PointReturn) -> None:
    step(march, "check", by=people.clerk)
    step(march, "submit", by=people.head)
    assert "return.checked" in told(people.head)
    assert "return.submitted" in told(people.officer)
    step(march, "send_back", by=people.officer, note="再核对")
    assert "return.sent_back" in told(people.clerk)


@pytest.mark.parametrize(
    ("who", "name"), [("clerk", "submit"), ("other_clerk", "check"), ("officer", "check"), ("head", "lock")]
)
def test_other_roles_and_other_points_make_no_step(people: Cast, march: PointReturn, who, name) -> None:
    if name == "submit":
        step(march, "check", by=people.clerk)
    with pytest.raises(CaseRefusal):
        step(march, name, by=getattr(people, who))


def test_one_return_a_point_and_period_begun_only_there(people: Cast, march: PointReturn) -> None:
    with pytest.raises(CaseRefusal, match="exists"):
        actions.begin(point=people.center, kind=Kind.MONTH, day=MARCH, by=people.clerk, at=AFTER)
    for user in (people.other_clerk, people.officer):
        with pytest.raises(CaseRefusal, match="at_another_point"):
            actions.begin(point=people.center, kind=Kind.YEAR, day=MARCH, by=user, at=AFTER)


def test_the_district_sees_a_return_once_it_is_handed_in(people: Cast, march: PointReturn) -> None:
    assert not queries.visible_to(people.officer, on=MARCH).exists()
    assert not queries.visible_to(people.other_clerk, on=MARCH).exists()
    step(march, "check", by=people.clerk)
    step(march, "submit", by=people.head)
    assert queries.visible_to(people.officer, on=MARCH).get() == march


def named_cells(content: bytes) -> dict[str, object]:
    book = load_workbook(BytesIO(content))
    found = {}
    for name, defined in book.defined_names.items():
        title, reference = next(iter(defined.destinations))
        found[name] = book[title][reference.replace("$", "")].value
    return found


def citys(*names: str) -> bytes:
    book, out = Workbook(), BytesIO()
    page = book.active
    page.title, page["A1"] = "city form", "keep me"
    for place, name in enumerate(names, start=2):
        book.defined_names[name] = DefinedName(name, attr_text=f"'city form'!$B${place}")
    book.save(out)
    return out.getvalue()


def test_our_own_template_takes_every_figure(people: Cast, march: PointReturn) -> None:
    row = step(march, "check", by=people.clerk, note="=1+1")
    cells = named_cells(queries.as_xlsx(row))
    assert (cells["contacts"], cells["period"], cells["point_name"]) == (2, "2026-03", "服务中心")
    assert cells["remark"] == "'=1+1", "text of a person never becomes a formula"
    assert set(cells) == set(sheet.our_names())


def test_the_citys_template_is_filled_where_it_has_our_names_and_kept_elsewhere(people: Cast, march) -> None:
    content = citys("contacts", "their_own")
    taken = actions.take_template(content=content, by=people.officer, at=AFTER)
    assert taken.names == {"contacts": "city form!B2"}
    assert taken.strange == {"their_own": "city form!B3"}
    filled = queries.as_xlsx(march)
    assert named_cells(filled) == {"contacts": 2, "their_own": None}
    assert load_workbook(BytesIO(filled))["city form"]["A1"].value == "keep me"


def test_a_quarter_has_a_template_of_its_own(people: Cast, march: PointReturn) -> None:
    actions.take_template(content=citys("contacts"), by=people.officer, at=AFTER)
    actions.take_template(content=citys("period"), kind="quarter", by=people.officer, at=AFTER)
    quarter = actions.begin(point=people.center, kind=Kind.QUARTER, day=MARCH, by=people.clerk, at=AFTER)
    assert named_cells(queries.as_xlsx(quarter)) == {"period": "2026-Q1"}
    assert named_cells(queries.as_xlsx(march)) == {"contacts": 2}


def test_merged_fields_and_names_of_one_sheet_are_filled(people: Cast, march: PointReturn) -> None:
    book, out = load_workbook(BytesIO(citys("contacts"))), BytesIO()
    page = book["city form"]
    page.merge_cells("D4:F5")
    page.defined_names["period"] = DefinedName("period", attr_text="'city form'!$D$4:$F$5")
    book.save(out)
    actions.take_template(content=out.getvalue(), by=people.officer, at=AFTER)
    assert load_workbook(BytesIO(queries.as_xlsx(march)))["city form"]["D4"].value == "2026-03"


def test_a_strange_name_is_told_with_its_cell_and_what_it_may_have_meant(people: Cast) -> None:
    officer = accounts.signed_in_as(people.officer)
    upload = SimpleUploadedFile("form.xlsx", citys("contacts", "request_received"))
    page = officer.post("/en/desk/returns/template/", {"template": upload}, follow=True).content.decode()
    assert "<code>request_received</code> · city form!B3 · did you mean requests_received?" in page
    assert "<code>ratings</code>" in page, "what the template lacks is told as well"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a workbook", "template_unreadable"),
        (citys("their_own"), "template_without_names"),
        (b"0" * (sheet.LIMIT + 1), "template_too_large"),
    ],
)
def test_a_template_that_cannot_serve_is_refused(people: Cast, content, code) -> None:
    with pytest.raises(CaseRefusal, match=code):
        actions.take_template(content=content, by=people.officer, at=AFTER)
    assert not Template.objects.exists()


def test_a_figure_opens_its_records_and_is_explained_on_the_page(people: Cast, march: PointReturn) -> None:
    clerk = accounts.signed_in_as(people.clerk)
    page = clerk.get(f"/en/desk/returns/{march.pk}/rows/contacts/").content.decode()
    assert page.count("/en/desk/log/?day=") == 2
    assert clerk.get(f"/en/desk/returns/{march.pk}/rows/nonsense/").status_code == 404
    address = f"/en/desk/returns/{march.pk}/figure/"
    said = {"code": "contacts", "value": "4", "reason": "two on paper"}
    assert "two on paper" in clerk.post(address, said, follow=True).content.decode()
    assert "two on paper" not in clerk.post(address, {"drop": "contacts"}, follow=True).content.decode()
    assert "Say why" in clerk.post(address, {**said, "reason": ""}, follow=True).content.decode()


def test_the_district_sees_who_has_not_handed_in(people: Cast, march: PointReturn) -> None:
    (month, *_others) = queries.standings(on=date(2026, 4, 9))
    assert (month.period.code, month.handed_in, len(month.points)) == ("2026-03", 0, 2)
    assert all(late for _point, _row, late in month.points)
    step(march, "check", by=people.clerk)
    step(march, "submit", by=people.head)
    assert queries.standings(on=date(2026, 4, 9))[0].handed_in == 1


@pytest.mark.parametrize(("lang", "said"), [("zh", "统计项目"), ("en", "What is counted")])
def test_a_month_goes_through_the_pages(people: Cast, march: PointReturn, lang, said) -> None:
    clerk, head, officer = (accounts.signed_in_as(user) for user in (people.clerk, people.head, people.officer))
    address = f"/{lang}/desk/returns/{march.pk}/"
    assert said in clerk.get(address).content.decode()
    assert officer.get(address).status_code == 404
    clerk.post(address, {"step": "check", "note": "ok"})
    head.post(address, {"step": "submit"})
    assert f'href="{address}"' in officer.get(f"/{lang}/desk/returns/").content.decode()
    assert officer.get(address + "xlsx/")["Content-Disposition"].endswith('2026-03.xlsx"')
    officer.post(address, {"step": "send_back", "note": "再核对"})
    assert "再核对" in clerk.get(address).content.decode()
    march.refresh_from_db()
    assert march.state == "draft"


def test_a_return_is_begun_and_a_template_uploaded_on_the_page(people: Cast) -> None:
    clerk, officer = accounts.signed_in_as(people.clerk), accounts.signed_in_as(people.officer)
    told = {"point": people.center.pk, "kind": "quarter", "day": "2026-03-31"}
    assert clerk.post("/en/desk/returns/", told).url.startswith("/en/desk/returns/")
    assert "already" in clerk.post("/en/desk/returns/", told).content.decode()
    upload = SimpleUploadedFile("form.xlsx", citys("contacts"))
    page = officer.post("/en/desk/returns/template/", {"template": upload}, follow=True).content.decode()
    assert "it has 1 of our cells" in page
    assert officer.get("/en/desk/returns/template/own/").content[:2] == b"PK"
