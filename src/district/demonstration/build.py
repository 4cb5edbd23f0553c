"""Build the demonstration corpus: write the generator's files and ingest them by the ordinary path."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from district.demonstration.generator import write_demonstration
from district.demonstration.value_lists import RULE
from patentry.corpus import Home, latest, open_snapshot
from patentry.ingestion import IngestReport, ingest
from patentry.statistics import open_statistics
from patentry.statistics.high_value import high_value_files, read_rule
from patentry.statistics.high_value.rule import FILE
from patentry.statistics.region_map import put_map
from patentry.status.tenures import tenures_of
from patentry.wording import Refusal

TAKEN_AT = datetime(2024, 1, 10, 8, 0, tzinfo=UTC)
"""The demonstration's own day: its gazettes reach to 2024-01-09."""


def build(*, home: Path, seed: int, progress: Callable[[str, int, int], None] | None = None) -> IngestReport | None:
    """Make the demonstration corpus in `home`; None where there is one already, which is left as it is.

    The files written stay in `home/demonstration-files`, to look at and to ingest elsewhere.
    """
    corpus = Home(home)
    corpus.create()
    if latest(corpus).number:
        return None
    corpus.rules.mkdir(exist_ok=True)
    (corpus.rules / FILE).write_text(RULE, encoding="utf-8")
    folder = home / "demonstration-files"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    written = write_demonstration(folder=folder, seed=seed)
    report = ingest(home=corpus, paths=written.files, at=TAKEN_AT, progress=progress)
    high_value_files(tenures_of(open_snapshot(corpus, None)), read_rule(corpus))
    _put_map(corpus)
    return report


def _put_map(corpus: Home) -> None:
    """The schematic map of the fictional regions, put where an operator's own goes."""
    known = (row.region for row in open_statistics(home=corpus.path).regions())
    with as_file(files("district.demonstration").joinpath("tables", "regions.geojson")) as path:
        put_map(corpus, path, known=known)


def build_and_tell(*, home: Path, seed: int) -> int:
    """Build for a person at a terminal; answers the exit code. A refusal is said in both languages."""
    print("Building the demonstration district … 正在生成演示数据 …", flush=True)
    shown = sys.stderr.isatty()
    try:
        build(home=home, seed=seed, progress=_show if shown else None)
    except Refusal as refusal:
        print(f"{refusal.sentence('zh')}\n{refusal.sentence('en')}", file=sys.stderr)
        return 1
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
    return 0


def _show(name: str, documents: int, _size: int) -> None:
    print(f"\r\033[K{Path(name).name}: {documents:,}", end="", file=sys.stderr, flush=True)
