"""An act for a deadline happens once; a task outlives its worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django_tasks_db.models import DBTaskResult

from district.casework import CaseRefusal
from district.jobs import loop, queue
from district.jobs.loop import Due
from district.jobs.models import Acted, Setback

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
User = get_user_model()


@pytest.fixture(autouse=True)
def _no_other_rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(loop, "_overdue", {})
    monkeypatch.setattr(loop, "_chores", {})
    return


def _lapse(matter: str = "request:1", due_at: datetime = NOW, act=None) -> Due:
    def lapse(*, at: datetime) -> None:
        User.objects.create(username=f"{matter}-{due_at:%d}")

    return Due(matter=matter, deadline="supplement", due_at=due_at, act=act or lapse)


def test_a_deadline_is_acted_on_once_however_often_the_loop_comes_by() -> None:
    loop.register("window", lambda *, at: [_lapse(), _lapse("request:2")])
    assert loop.make_round(at=NOW) == 2
    assert loop.make_round(at=NOW + timedelta(seconds=1)) == 0
    assert User.objects.count() == 2


def test_another_deadline_of_the_same_matter_is_acted_on_as_well() -> None:
    later = NOW + timedelta(days=1)
    assert loop.act_once(_lapse(), at=NOW)
    assert loop.act_once(_lapse(due_at=later), at=later)


def test_an_act_that_fails_leaves_nothing_is_tried_again_later_and_holds_up_no_other() -> None:
    def fail(*, at: datetime) -> None:
        User.objects.create(username="half")
        raise RuntimeError("a person's words")

    loop.register("window", lambda *, at: [_lapse(act=fail), _lapse("request:2")])
    assert loop.make_round(at=NOW) == 1
    assert not User.objects.filter(username="half").exists()
    setback = Setback.objects.get()
    assert (setback.attempts, setback.fault) == (1, "RuntimeError")
    assert not loop.act_once(_lapse(), at=NOW + timedelta(seconds=59))
    assert loop.act_once(_lapse(), at=NOW + timedelta(seconds=60))
    assert not Setback.objects.exists()


def test_a_refused_act_is_no_setback() -> None:
    def refuse(*, at: datetime) -> None:
        raise CaseRefusal("step.not_from_here")

    assert not loop.act_once(_lapse(act=refuse), at=NOW)
    assert not Acted.objects.exists()
    assert not Setback.objects.exists()


def test_a_room_whose_question_fails_does_not_silence_the_others() -> None:
    def broken(*, at: datetime) -> list[Due]:
        raise ValueError

    loop.register("a", broken)
    loop.register("b", lambda *, at: [_lapse()])
    assert loop.make_round(at=NOW) == 1


def test_a_chore_is_done_when_its_time_has_come() -> None:
    done: list[datetime] = []
    loop.register_chore("sweep", lambda *, at: done.append(at), every=timedelta(hours=1))
    times = [NOW, NOW + timedelta(minutes=59), NOW + timedelta(minutes=60)]
    for at in times:
        loop.do_chores(at=at)
    assert done == [times[0], times[2]]


def test_a_lease_is_held_by_one_until_it_runs_out() -> None:
    half = timedelta(seconds=30)
    assert loop.take("deadlines", holder="a", at=NOW, length=half)
    assert loop.take("deadlines", holder="a", at=NOW + half / 2, length=half)
    assert not loop.take("deadlines", holder="b", at=NOW + half, length=half)
    assert loop.take("deadlines", holder="b", at=NOW + half * 2, length=half)


def _running(worker: str, *, times: int = 1) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="district.jobs.loop.beat",
        backend_name="default",
        run_after=NOW,
        started_at=NOW - timedelta(minutes=5),
        worker_ids=[worker] * times,
    )


def test_a_task_of_a_dead_worker_goes_back_into_the_queue_and_one_of_a_living_worker_does_not() -> None:
    loop.beat(queue.worker_pulse("dead"), at=NOW - timedelta(minutes=1))
    loop.beat(queue.worker_pulse("living"), at=NOW - timedelta(seconds=6))
    dead, living, unknown = _running("dead"), _running("living"), _running("unknown")
    assert queue.put_back(at=NOW) == 2
    stands = {row: queue.state_of(row.pk).stands for row in (dead, living, unknown)}
    assert stands == {dead: "waiting", living: "running", unknown: "waiting"}


def test_a_task_that_kills_every_worker_is_given_up() -> None:
    row = _running("dead", times=queue.ATTEMPTS)
    queue.put_back(at=NOW)
    assert queue.state_of(row.pk).stands == "failed"


def test_a_page_can_ask_how_far_a_task_is() -> None:
    row = _running("living")
    queue.progress(key=row.pk, done=3, total=10, stage="reading", at=NOW)
    queue.progress(key=row.pk, done=4, total=10, stage="reading", at=NOW)
    assert queue.state_of(row.pk) == queue.State("running", "reading", 4, 10)
