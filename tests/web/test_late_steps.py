"""Who leaves a matter lying past the time its table gives is told once; whoever moved it is told nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import uploads
import window_cast as scene
from django.core.files.uploadedfile import SimpleUploadedFile
from listed import listing
from window_cast import Cast, moment

from district.jobs import loop
from district.jobs.models import Acted
from district.notices.models import Notice
from district.window.evaluation import actions as evaluations
from district.window.evaluation import tables
from district.window.evaluation.actions import Points
from district.window.evaluation.states import EVALUATION
from district.window.late_steps import timed
from district.window.listcheck import actions as checks
from district.window.listcheck.models import Filing
from district.window.returns import actions as returns
from district.window.returns.models import PointReturn
from district.window.returns.periods import Kind
from district.window.returns.states import RETURN


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def told(kind: str) -> list[str]:
    """Who was told of a kind, in order of being told, with the day."""
    rows = Notice.objects.filter(kind=kind).order_by("pk")
    return [f"{row.to.username} {row.values['until']}" for row in rows.select_related("to")]


def test_only_states_that_nobody_leaves_by_the_system_are_watched() -> None:
    assert timed(RETURN) == ("checked", "submitted")
    assert timed(EVALUATION) == ("submitted", "rectified")


@pytest.fixture
def march(people: Cast) -> PointReturn:
    """March of the centre, checked on Wednesday 1 April; five working days later, around Qingming, is the 9th."""
    row = returns.begin(
        point=people.center, kind=Kind.MONTH, day=date(2026, 3, 31), by=people.clerk, at=moment(1, month=4)
    )
    return returns.move(row=row, action="check", by=people.clerk, at=moment(1, month=4))


def test_a_head_who_leaves_a_checked_return_is_told_once(people: Cast, march: PointReturn) -> None:
    for day in (9, 10, 11):
        loop.make_round(at=moment(day, month=4))
        expected = [] if day == 9 else [f"{people.head.username} 2026-04-09"]
        assert told("return.hand_in_late") == expected
    assert Acted.objects.get(matter=march.matter).deadline == "checked_over"


def test_the_district_is_told_of_a_return_it_does_not_look_at_and_again_after_it_came_back(
    people: Cast, march: PointReturn
) -> None:
    returns.move(row=march, action="submit", by=people.head, at=moment(2, month=4))
    loop.make_round(at=moment(13, month=4))
    assert told("return.hand_in_late") == [], "what was handed in is not asked for"
    assert told("return.look_late") == [f"{people.officer.username} 2026-04-10"]
    returns.move(row=march, action="send_back", by=people.officer, at=moment(13, month=4), note="再核对")
    returns.move(row=march, action="check", by=people.clerk, at=moment(14, month=4))
    returns.move(row=march, action="submit", by=people.head, at=moment(14, month=4))
    loop.make_round(at=moment(22, month=4))
    assert told("return.look_late") == [f"{people.officer.username} {day}" for day in ("2026-04-10", "2026-04-21")]


def test_the_district_is_told_of_a_self_report_it_does_not_judge(people: Cast) -> None:
    rows = evaluations.open_year(year=2025, due_on=date(2026, 3, 16), by=people.officer, at=moment(2))
    row = next(one for one in rows if one.point == people.center)
    full = {one.code: Points(Decimal(one.maximum), "好") for one in tables.indicators(2025)}
    evaluations.report(row=row, report="全年工作", claims=full, by=people.head, at=moment(2))
    evaluations.move(row=row, action="submit", by=people.head, at=moment(2))
    for day in (23, 24, 25):
        loop.make_round(at=moment(day))
    assert told("evaluation.judge_late") == [f"{people.officer.username} 2026-03-23"]


def answer(people: Cast, filing: Filing, *, day: int) -> None:
    proof = SimpleUploadedFile("proof.png", uploads.png())
    checks.answer(
        filing=filing, said="reasons", text="说明", upload=proof, by=people.applicant, at=moment(day)
    )  # fmt: skip


def test_answers_nobody_looks_at_are_told_once_a_batch_and_day_to_their_point(people: Cast) -> None:
    content = listing("0001", *[people.firm.name_zh] * 4, until="2026-05-29")
    checks.take(content=content, code="2026-1", point=people.center, by=people.officer, at=moment(2))
    one, two, three, four = Filing.objects.all()
    for filing, day in ((one, 2), (two, 2), (three, 3), (four, 2)):
        answer(people, filing, day=day)
    checks.settle(filing=four, outcome="reasons", evidence="已核", by=people.clerk, at=moment(4))
    for day in (5, 6, 6, 9, 9):
        loop.make_round(at=moment(day))
    late = Notice.objects.filter(kind="listcheck.look_late", to=people.clerk).order_by("pk")
    assert [(row.values["until"], row.values["n"]) for row in late] == [("2026-03-05", 2), ("2026-03-06", 1)]
    assert not Notice.objects.filter(kind="listcheck.look_late", to=people.officer).exists()
