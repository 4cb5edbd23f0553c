"""A program of its own that ingests and is disturbed: killed at the n-th write, slowed down, or one of several.

    disturbed.py kill TEMPLATE TARGET FILE…     one copy of the home TEMPLATE in TARGET for each kill
    disturbed.py ingest HOME FILE…              take the files one after the other, each as its own ingest
    disturbed.py hold HOME MARK FILE…           take the files, and stand still in the first write, holding the lock

It forks before anything has started a thread, so that a kill costs no new interpreter.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from patentry.corpus import Home, open_snapshot, writing
from patentry.ingestion import ingest
from patentry.status.tenures import tenures_of

AT = datetime(2024, 1, 9, tzinfo=UTC)


class Killer:
    """Counts the steps that leave something on disk and kills its own process at one of them."""

    def __init__(self, step: int, *, before: bool) -> None:
        self.left, self.before = step, before

    def around(self, write: Callable[..., Any]) -> Callable[..., Any]:
        """The same step, watched."""

        def watched(*args: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0 and self.before:
                os.kill(os.getpid(), signal.SIGKILL)
            answer = write(*args, **named)
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        return watched


def take(home: Home, files: list[Path]) -> None:
    """What `patentry ingest` does."""
    ingest(home=home, paths=files, at=AT)
    tenures_of(open_snapshot(home, None))


def kill_at_every_write(template: Path, target: Path, files: list[Path]) -> None:
    """Kill before and after each write in turn, until an ingest has run to its end.

    Every batch is written by itself, as the portions of a great ingest are.
    """
    writing.PORTION_BYTES = 1
    for step in range(1, 1000):
        for before in (True, False):
            folder = target / f"{step:02}-{'before' if before else 'after'}"
            shutil.copytree(template, folder)
            child = os.fork()
            if child == 0:
                killer = Killer(step, before=before)
                writing.write_table = killer.around(writing.write_table)
                Path.rename = killer.around(Path.rename)  # type: ignore[method-assign]
                take(Home(folder), files)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            if not os.WIFSIGNALED(status):
                print(f"undisturbed {folder.name} {os.waitstatus_to_exitcode(status)}")
                return


def hold(home: Home, mark: Path, files: list[Path]) -> None:
    """Stand still in the middle of a commit."""

    def stand_still(*_args: object, **_named: object) -> None:
        mark.touch()
        time.sleep(600)

    writing.write_table = stand_still
    take(home, files)


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    paths = [Path(argument) for argument in arguments]
    if what == "kill":
        kill_at_every_write(paths[0], paths[1], paths[2:])
    elif what == "hold":
        hold(Home(paths[0]), paths[1], paths[2:])
    else:
        for path in paths[1:]:
            ingest(home=Home(paths[0]), paths=[path], at=AT)
