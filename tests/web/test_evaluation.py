"""The annual evaluation: self-report from real counts, score sheet, result, putting right, and the plaque."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import people as accounts
import pytest
import uploads
import window_cast as scene
from django.core.files.uploadedfile import SimpleUploadedFile
from window_cast import Cast, moment

from district.accounts.models import Appointment
from district.accounts.roles import Role
from district.casework import CaseRefusal
from district.files.models import StoredFile
from district.notices.models import Notice
from district.window.desklog import actions as desklog
from district.window.desklog.actions import Told
from district.window.desklog.models import Channel
from district.window.evaluation import actions, counting, policies, queries, tables
from district.window.evaluation.actions import Points
from district.window.evaluation.models import Evaluation
from district.window.evaluation.overdue import overdue
from district.window.evaluation.states import EVALUATION, HEAD, OFFICER
from district.window.returns import actions as returns
from district.window.returns.periods import Kind

YEAR = 2025
NOW = moment(2)
DUE = date(2026, 3, 16)
FULL = {one.code: Points(Decimal(one.maximum), "好") for one in tables.indicators(YEAR)}


@pytest.fixture
def people() -> Cast:
    return scene.cast()


@pytest.fixture
def row(people: Cast) -> Evaluation:
    """The centre's year 2025: two calls of its last days, one return handed in in time."""
    new_year = moment(4, month=1)
    for day in (30, 31):
        told = Told(asked="年费", channel=Channel.PHONE, minutes=6)
        entered = new_year.replace(year=2026, month=1, day=1)
        Appointment.objects.update(valid_from=date(2025, 1, 1))
        desklog.log(told=told, point=people.center, day=date(2025, 12, day), by=people.clerk, at=entered)
    month = returns.begin(point=people.center, kind=Kind.MONTH, day=date(2025, 12, 1), by=people.clerk, at=new_year)
    for step, by in (("check", people.clerk), ("submit", people.head)):
        returns.move(row=month, action=step, by=by, at=new_year)
    actions.open_year(year=YEAR, due_on=DUE, by=people.officer, at=NOW)
    return Evaluation.objects.get(point=people.center)


def reported(people: Cast, row: Evaluation) -> Evaluation:
    actions.report(row=row, report="全年工作", claims=FULL, by=people.head, at=NOW)
    return actions.move(row=row, action="submit", by=people.head, at=NOW)


def scored(people: Cast, row: Evaluation, share: str) -> Evaluation:
    row = reported(people, row)
    scores = {code: Points(one.points * Decimal(share)) for code, one in FULL.items() if one.points is not None}
    return actions.score(row=row, scores=scores, by=people.officer, at=NOW)


def told(user) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("kind", flat=True))


def test_the_tables_weigh_a_hundred_name_known_figures_and_grade_every_score() -> None:
    assert {code for one in tables.indicators(YEAR) for code in one.figures} <= set(counting.figures())
    assert all(one.source for one in tables.indicators(YEAR))
    assert {grade.outcome for grade in tables.grades(YEAR)} <= {step.name for step in EVALUATION.transitions}
    for score, code in (("100", "excellent"), ("89.9", "qualified"), ("60", "rectify"), ("0", "unqualified")):
        assert tables.grade_of(YEAR, Decimal(score)).code == code


def test_a_score_is_weighted_by_the_share_of_points() -> None:
    assert tables.total(YEAR, {code: one.points for code, one in FULL.items() if one.points is not None}) == 100
    # A quarter of the volume's 25 (2.5 of 10 points) and half of the ratings' 20.
    assert tables.total(YEAR, {"volume": Decimal("2.5"), "rating": Decimal(5)}) == Decimal("16.3")


def test_the_year_opens_once_at_every_staffed_point_and_tells_the_heads(people: Cast, row: Evaluation) -> None:
    assert set(Evaluation.objects.values_list("point__code", flat=True)) == {"center", "branch"}
    assert told(people.head)[-1] == "evaluation.opened"
    for by, due, code in (
        (people.officer, DUE, "year_opened"),
        (people.officer, date(2026, 3, 1), "due_in_the_past"),
        (people.head, DUE, "not_officer"),
    ):
        with pytest.raises(CaseRefusal, match=code):
            actions.open_year(year=YEAR, due_on=due, by=by, at=NOW)


def test_the_counts_are_real_open_their_records_and_are_fixed_by_the_submission(people: Cast, row) -> None:
    counts = queries.counts_of(row)
    assert (counts["contacts"], counts["contact_minutes"], counts["returns_in_time"]) == (2, 12, 1)
    for code, number in counts.items():
        assert sum(one.counts[code] for one in counting.behind(code, point=people.center, year=YEAR)) == number
    row = reported(people, row)
    desklog.log(
        told=Told(asked="晚", channel=Channel.CHAT),
        point=people.center,
        day=date(2025, 12, 31),
        by=people.clerk,
        at=moment(20, month=1),
    )
    row.refresh_from_db()
    assert queries.counts_of(row)["contacts"] == 2


def test_a_self_report_is_whole_before_it_is_submitted(people: Cast, row: Evaluation) -> None:
    with pytest.raises(CaseRefusal, match="not_claimed"):
        actions.move(row=row, action="submit", by=people.head, at=NOW)
    actions.report(row=row, report=" ", claims=FULL, by=people.head, at=NOW)
    with pytest.raises(CaseRefusal, match="report_missing"):
        actions.move(row=row, action="submit", by=people.head, at=NOW)
    for claims, code in (
        ({"volume": Points(Decimal(11))}, "points_out_of_range"),
        ({"nonsense": Points(Decimal(1))}, "no_such_indicator"),
    ):
        with pytest.raises(CaseRefusal, match=code):
            actions.report(row=row, report="x", claims=claims, by=people.head, at=NOW)
    with pytest.raises(CaseRefusal, match="not_head"):
        actions.report(row=row, report="x", claims=FULL, by=people.clerk, at=NOW)


def test_a_year_that_runs_is_not_submitted(people: Cast) -> None:
    (row, *_) = actions.open_year(year=2026, due_on=DUE, by=people.officer, at=NOW)
    head = people.head if row.point == people.center else people.other_clerk
    actions.report(row=row, report="x", claims=FULL, by=head, at=NOW)
    with pytest.raises(CaseRefusal, match="year_not_over"):
        actions.move(row=row, action="submit", by=head, at=NOW)


@pytest.mark.parametrize(
    ("share", "step", "state", "grade", "until"),
    [
        ("0.95", "conclude", "concluded", "excellent", date(2028, 12, 31)),
        ("0.75", "conclude", "concluded", "qualified", date(2027, 12, 31)),
        ("0.3", "fail", "failed", "unqualified", date(2026, 3, 2)),
    ],
)
def test_the_score_decides_the_grade_and_the_plaque(people: Cast, row, share, step, state, grade, until) -> None:
    row = actions.move(row=scored(people, row, share), action=step, by=people.officer, at=NOW)
    assert (row.state, row.grade, row.plaque_until) == (state, grade, until)
    people.center.refresh_from_db()
    assert people.center.plaque_until == until
    assert told(people.head)[-1] == "evaluation.decided"


def test_what_is_to_be_put_right_has_a_day_and_its_own_plaque(people: Cast, row: Evaluation) -> None:
    row = scored(people, row, "0.65")
    order = {"row": row, "action": "order_rectification", "by": people.officer, "at": NOW}
    for note, until, code in (
        ("", date(2026, 4, 1), "rectify_what"),
        ("补标识", None, "rectify_when"),
        ("补标识", date(2026, 3, 2), "rectify_when"),
    ):
        with pytest.raises(CaseRefusal, match=code):
            actions.move(**order, note=note, until=until)
    with pytest.raises(CaseRefusal, match="other_result"):
        actions.move(**order | {"action": "conclude"})
    row = actions.move(**order, note="补标识", until=date(2026, 4, 1))
    assert overdue(at=moment(20)) == 1, "the self-report of the other point is late"
    assert overdue(at=moment(28)) == 1
    assert told(people.head)[-1] == "evaluation.due"
    with pytest.raises(CaseRefusal, match="rectified_missing"):
        actions.move(row=row, action="report_rectification", by=people.head, at=NOW)
    row = actions.move(row=row, action="report_rectification", by=people.head, at=NOW, note="已补")
    row = actions.move(row=row, action="accept_rectification", by=people.officer, at=NOW)
    assert (row.state, row.rectified, row.plaque_until) == ("concluded", "已补", date(2026, 12, 31))


def test_a_rectification_that_is_late_is_told_once_to_head_and_district(people: Cast, row: Evaluation) -> None:
    row = scored(people, row, "0.65")
    Evaluation.objects.exclude(pk=row.pk).delete()
    actions.move(
        row=row, action="order_rectification", by=people.officer, at=NOW, note="补标识", until=date(2026, 3, 9)
    )
    assert [overdue(at=moment(day)) for day in (5, 6, 10, 11)] == [1, 0, 1, 0]
    assert told(people.head)[-1] == told(people.officer)[-1] == "evaluation.overdue"


def test_who_heads_a_point_does_not_judge_it(people: Cast, row: Evaluation) -> None:
    row = reported(people, row)
    Appointment.objects.create(user=people.head, role=Role.DISTRICT_OFFICER, valid_from=date(2026, 1, 1))
    with pytest.raises(CaseRefusal, match="own_point"):
        actions.score(row=row, scores=FULL, by=people.head, at=NOW)
    with pytest.raises(CaseRefusal, match="own_point"):
        actions.move(row=row, action="send_back", by=people.head, at=NOW, note="x")


def test_nothing_is_decided_without_points(people: Cast, row: Evaluation) -> None:
    row = reported(people, row)
    assert {step.name for step in policies.steps_open_to(row, user=people.officer, on=DUE)} == {"send_back"}
    with pytest.raises(CaseRefusal, match="not_scored"):
        actions.move(row=row, action="conclude", by=people.officer, at=NOW)
    with pytest.raises(CaseRefusal, match="reason_missing"):
        actions.move(row=row, action="send_back", by=people.officer, at=NOW)
    row = actions.move(row=row, action="send_back", by=people.officer, at=NOW, note="补材料")
    assert (row.state, row.reason) == ("self_report", "补材料")


def test_nobody_makes_a_step_the_table_does_not_give_their_role(people: Cast, row: Evaluation) -> None:
    who = {HEAD: people.head, OFFICER: people.officer}
    for state, action, role, is_allowed in EVALUATION.matrix():
        Evaluation.objects.filter(pk=row.pk).update(state=state)
        outsiders = (people.clerk, people.other_clerk, people.stranger)
        for by in outsiders if is_allowed else (who[role],):
            with pytest.raises(CaseRefusal, match="step"):
                actions.move(row=row, action=action, by=by, at=NOW, note="x", until=date(2027, 1, 1))


def test_evidence_is_seen_by_the_point_and_the_district_only(people: Cast, row: Evaluation) -> None:
    upload = SimpleUploadedFile("photo.png", uploads.png())
    with pytest.raises(CaseRefusal, match="not_now"):
        actions.attach(row=row, code="premises", upload=upload, by=people.officer, at=NOW)
    actions.attach(row=row, code="premises", upload=upload, by=people.head, at=NOW)
    key = StoredFile.objects.get().key
    assert queries.may_read(people.officer, str(row.pk), NOW.date())
    assert accounts.signed_in_as(people.clerk).get(f"/zh/files/{key}").status_code == 200
    assert accounts.signed_in_as(people.other_clerk).get(f"/zh/files/{key}").status_code == 404


@pytest.mark.parametrize(
    ("lang", "opened", "valid"), [("zh", "评分表", "有效期至"), ("en", "Score sheet", "valid until")]
)
def test_a_year_goes_through_the_pages(people: Cast, row: Evaluation, lang, opened, valid) -> None:
    head, officer = accounts.signed_in_as(people.head), accounts.signed_in_as(people.officer)
    address = f"/{lang}/desk/evaluations/{row.pk}/"
    assert opened in head.get(address).content.decode()
    assert f'href="{address}"' in head.get(f"/{lang}/desk/evaluations/").content.decode()
    assert accounts.signed_in_as(people.other_clerk).get(address).status_code == 404
    sheet = {f"points-{one.code}": "9.5" for one in tables.indicators(YEAR)}
    head.post(address + "sheet/", sheet | {"report": "全年", "remark-volume": "详见台账"})
    photo = SimpleUploadedFile("photo.png", uploads.png())
    head.post(address + "evidence/", {"code": "premises", "attachment": photo})
    head.post(address + "step/", {"step": "submit"})
    page = officer.get(address).content.decode()
    assert "详见台账" in page
    assert "photo.png" in page
    assert officer.get(address + "rows/contacts/").status_code == 200
    assert officer.get(address + "rows/nonsense/").status_code == 404
    officer.post(address + "sheet/", sheet)
    officer.post(address + "step/", {"step": "conclude"})
    row.refresh_from_db()
    assert (row.state, row.score) == ("concluded", Decimal("95.0"))
    assert f"{valid} 2028-12-31" in accounts.Client().get(f"/{lang}/network/center/").content.decode()


def test_the_district_opens_a_year_on_the_page(people: Cast) -> None:
    officer, clerk = accounts.signed_in_as(people.officer), accounts.signed_in_as(people.clerk)
    told = {"year": YEAR, "due_on": "2099-03-31"}
    clerk.post("/en/desk/evaluations/", told)
    assert not Evaluation.objects.exists()
    assert "Opened at 2 points" in officer.post("/en/desk/evaluations/", told, follow=True).content.decode()
