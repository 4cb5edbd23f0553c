"""A worker process: takes tasks from the queue, shows that it lives, runs the loops while it holds their lease."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from district.jobs import loop, queue

log = logging.getLogger(__name__)
BEAT_SECONDS = 5.0
LEASE = timedelta(seconds=10)
"""So long the loops stand still where the worker that ran them was killed."""
INTERVAL_SECONDS = 1.0


def work(*, stay_with: int | None = None, seconds: float = INTERVAL_SECONDS) -> None:
    """Work until SIGTERM or SIGINT; a running task is finished first. With `stay_with`, also end with that parent.

    Tasks run in the main thread; the beats, the deadlines and the chores each have their own, so that a slow mail
    server delays no deadline and a long task lets nobody take this worker for dead.
    """
    name = secrets.token_hex(8)
    stop = threading.Event()
    loop.beat(queue.worker_pulse(name), at=timezone.now())
    worker = Worker(
        queue_names=["*"],
        interval=seconds,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    rounds: tuple[tuple[Callable[[datetime], object], float], ...] = (
        (lambda at: _show(name, stay_with, at=at), BEAT_SECONDS),
        (lambda at: _with_lease(loop.DEADLINES, name, loop.make_round, at=at), seconds),
        (lambda at: _with_lease(loop.CHORES, name, loop.do_chores, at=at), seconds),
    )
    for step, pause in rounds:
        threading.Thread(target=_repeat, args=(step, pause, stop), daemon=True).start()
    try:
        worker.run()
    finally:
        stop.set()


def _repeat(step: Callable[[datetime], object], pause: float, stop: threading.Event) -> None:
    """Take a step again and again; a step that fails (the database is away) is taken again after the pause."""
    while True:
        try:
            close_old_connections()
            step(timezone.now())
        except Exception:
            log.exception("a round failed")
            connection.close()
        if stop.wait(pause):
            return


def _show(name: str, stay_with: int | None, *, at: datetime) -> None:
    if stay_with is not None and os.getppid() != stay_with:
        os.kill(os.getpid(), signal.SIGTERM)
        return
    loop.beat(queue.worker_pulse(name), at=at)
    if waiting := queue.put_back(at=at):
        log.warning("%d tasks of dead workers went back into the queue", waiting)


def _with_lease(name: str, holder: str, step: Callable[..., object], *, at: datetime) -> None:
    if loop.take(name, holder=holder, at=at, length=LEASE):
        step(at=at)
