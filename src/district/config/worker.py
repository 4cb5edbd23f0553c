"""`patentry worker`: the work behind the pages, and the worker that `patentry serve` keeps beside it."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

PAUSE_SECONDS = 1.0
PATIENCE_SECONDS = 20.0


def add(subparsers: Subparsers) -> None:
    """Add `worker` to the command line."""
    parser = subparsers.add_parser("worker", help="do the work behind the pages (后台任务)")
    parser.add_argument("--processes", type=int, default=1, help="how many worker processes (default: 1)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, _output: object) -> int:
    """Work on the data folder named by `--home` until SIGINT or SIGTERM; answers the exit code."""
    from district.openstats.provider import has_corpus

    home = Path(args.home)
    if not has_corpus(home):
        print(f"{home}: 不是数据目录 / not a data folder. patentry --home {home} init", file=sys.stderr)
        return 1
    os.environ["PATENTRY_HOME"] = str(home.resolve())
    ended = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: ended.set())
    companions = [Companion() for _ in range(args.processes)]
    for companion in companions:
        companion.start()
    ended.wait()
    for companion in companions:
        companion.stop()
    return 0


class Companion:
    """A worker process kept beside this one: begun again when it dies, ended with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin it. The folder is the one `PATENTRY_HOME` names."""
        self._begin()
        threading.Thread(target=self._watch, daemon=True).start()

    def _begin(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "district.config.worker", str(os.getpid())])

    def _watch(self) -> None:
        while self._process is not None:
            self._process.wait()
            if self._ended.wait(PAUSE_SECONDS):
                return
            self._begin()

    def stop(self) -> None:
        """End it; a task it has in hand is finished first, if that does not take too long."""
        self._ended.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()


def main() -> None:
    """Be the worker process; the argument is the process whose end is ours."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "district.config.settings")
    import django

    django.setup()
    from district.jobs.worker import work

    work(stay_with=int(sys.argv[1]))


if __name__ == "__main__":
    main()
