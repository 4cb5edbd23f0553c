"""`patentry index`: bring the index of the search to the current snapshot, or verify it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from patentry.cli.output import Output
from patentry.corpus import Home, Snapshot, latest
from patentry.search.backends import fill_backend, open_backend
from patentry.search.backends.filling import Progress
from patentry.search.building import OFF, Built, build
from patentry.search.index import Check, Update, verify_index
from patentry.search.meaning import EMBEDDERS
from patentry.search.means import learnt_told
from patentry.wording import Refusal


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("index", help="bring the index of the search to the current snapshot")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--rebuild", action="store_true", help="make it anew instead of writing what changed")
    how.add_argument("--verify", action="store_true", help="compare it with the snapshot, document by document")
    parser.add_argument("--meaning", metavar="EMBEDDER", choices=[*EMBEDDERS, OFF], help="from now on also make "
                        f"vectors of the texts with it ({', '.join(EMBEDDERS)}); {OFF} removes them")  # fmt: skip
    parser.add_argument("--learn", action="store_true", help="learn the weights of the ranking on the corpus's own "
                        "citations, some held out to judge them")  # fmt: skip
    parser.add_argument("--backend", metavar="ADDRESS", help="an engine beside this machine's index: lance:FOLDER, "
                        "lance:s3://BUCKET/PATH, milvus:ADDRESS")  # fmt: skip
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Update or verify the index."""
    snapshot = latest(Home(options.home))
    shown = sys.stderr.isatty() and not output.as_json
    progress = _show_progress if shown else None
    if options.backend:
        return _fill(options, snapshot, output, progress)
    if options.verify:
        return _told(verify_index(snapshot), output)
    built = build(
        snapshot,
        rebuild=options.rebuild,
        processes=options.processes,
        meaning=options.meaning,
        learns=options.learn,
        progress=progress,
    )
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
    _print(built, output)
    return 0


def _fill(options: argparse.Namespace, snapshot: Snapshot, output: Output, progress: Progress | None) -> int:
    """Bring an engine to the snapshot; what is learnt and compared belongs to the index on this machine."""
    for name, value in {"--meaning": options.meaning, "--learn": options.learn}.items():
        if value:
            raise Refusal("search.backend_option", option=name)
    if options.verify:
        raise Refusal("search.backend_unverified")
    update = fill_backend(open_backend(options.backend), snapshot, rebuild=options.rebuild, progress=progress)
    if progress:
        print("\r\033[K", end="", file=sys.stderr)
    if output.as_json:
        output.json(update)
    else:
        output.line(_sentence(update, output))
    return 0


def _sentence(update: Update, output: Output) -> str:
    code = "cli.index.rebuilt" if update.is_rebuilt else "cli.index.updated"
    return output.say(code, snapshot=update.snapshot, documents=update.documents, written=update.written,
                      removed=update.removed)  # fmt: skip


def _print(built: Built, output: Output) -> None:
    update, embedded, learnt = built.update, built.embedded, built.learnt
    if output.as_json:
        told = {name: getattr(update, name) for name in update.__dataclass_fields__}
        output.json(told | {"embedded": embedded, "learnt": learnt, "parallel_texts": built.terms.pairs})
        return
    output.line(_sentence(update, output))
    if built.terms.pairs:
        output.line(output.say("cli.index.terms", terms=len(built.terms.terms), pairs=built.terms.pairs))
    if embedded is not None:
        output.line(output.say("cli.index.embedded", made=embedded.made, known=embedded.known,
                               documents=embedded.documents, embedder=embedded.embedder))  # fmt: skip
    if learnt is not None:
        output.line(learnt_told(learnt, output.lang))


def _told(check: Check, output: Output) -> int:
    if output.as_json:
        output.json({"is_sound": check.is_sound, "check": check})
        return 0 if check.is_sound else 1
    if check.is_sound:
        output.line(output.say("cli.index.sound", snapshot=check.snapshot, documents=check.documents))
        return 0
    names = ("missing", "outdated", "surplus")
    rows = [
        (output.say(f"cli.index.{name}"), count, " ".join(getattr(check, name)))
        for name, count in zip(names, check.counts, strict=True)
    ]
    output.line(output.say("cli.index.unsound", snapshot=check.snapshot, indexed=check.indexed))
    output.table(("", "", ""), rows)
    return 1


def _show_progress(done: int, count: int) -> None:
    print(f"\r{done:,}/{count:,}", end="", file=sys.stderr, flush=True)
