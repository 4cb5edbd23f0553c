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
from district.window import actions as requests
from district.window.desklog import actions as desklog
from district.window.desklog.actions import Told
from district.window.desklog.models import Channel
from district.window.returns import actions, counting, queries, sheet
from district.window.returns.models import PointReturn, Template
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
    assert set(found) == {figure.code for figure in counting.figures()}
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
        assert not any(counting.count(point=point, period=period_of(day, Kind.MONTH)).values())


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


def test_what_is_handed_in_closes_the_desk_log_until_it_is_sent_back(people: Cast, march: PointReturn) -> None:
    step(march, "check", by=people.clerk)
    step(march, "submit", by=people.head)
    late = {"told": CALL, "point": people.center, "day": MARCH, "by": people.clerk, "at": AFTER}
    with pytest.raises(CaseRefusal, match="month_is_locked"):
        desklog.log(**late)
    with pytest.raises(CaseRefusal, match="note_missing"):
        step(march, "send_back", by=people.officer)
    row = step(march, "send_back", by=people.officer, note="少一天")
    assert (row.state, row.reason, row.figures) == ("draft", "少一天", {})
    assert desklog.log(**late).is_late


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
    assert actions.take_template(content=content, by=people.officer, at=AFTER).names == ["contacts"]
    filled = queries.as_xlsx(march)
    assert named_cells(filled) == {"contacts": 2, "their_own": None}
    assert load_workbook(BytesIO(filled))["city form"]["A1"].value == "keep me"


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
