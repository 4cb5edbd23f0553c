"""`patentry demo`: build the demonstration district and serve it."""

from __future__ import annotations

import argparse
import os
import sys
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

SEED = 2023


def add(subparsers: Subparsers) -> None:
    """Add `demo` to the command line."""
    parser = subparsers.add_parser("demo", help="build a demonstration district and serve it (演示)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"seed of the generator (default: {SEED})")
    parser.add_argument("--build-only", action="store_true", help="build the corpus and stop")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, _output: object) -> int:
    """Build where there is nothing yet, then serve until interrupted; answers the exit code."""
    from district.config.command import serve

    home = Path(args.home)
    # In a process of its own: the server forks its workers, and the threads the corpus starts do not survive a fork.
    builder = get_context("spawn").Process(target=_build, args=(home, args.seed))
    builder.start()
    builder.join()
    if builder.exitcode:
        return 1
    os.environ["PATENTRY_DEMONSTRATION"] = "1"
    return 0 if args.build_only else serve(home=home, host=args.host, port=args.port)


def _build(home: Path, seed: int) -> None:
    from district.demonstration.build import build_and_tell

    sys.exit(build_and_tell(home=home, seed=seed))
