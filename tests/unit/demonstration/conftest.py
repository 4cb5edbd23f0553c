"""The demonstration's files, written once for the tests of this folder; a home that took them, not to be written to."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from district.demonstration.generator import Written, write_demonstration
from patentry.corpus.home import Home
from patentry.ingestion import IngestReport, ingest

ENCODINGS = {"register_2019_2023.csv": "gb18030"}
Rows = list[dict[str, str]]


@pytest.fixture(scope="package")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write_demonstration(folder=tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    home.create()
    return home


@pytest.fixture(scope="package")
def report(home: Home, written: Written) -> IngestReport:
    return ingest(home=home, paths=list(written.files), at=datetime(2024, 1, 10, tzinfo=UTC))


@pytest.fixture(scope="package")
def rows_of(written: Written) -> Callable[[str], Rows]:
    """Read a written file by its name; the banner above the headings is skipped."""
    paths = {path.name: path for path in written.files}

    def read(name: str) -> Rows:
        return read_rows(paths[name])

    return read


def read_rows(path: Path) -> Rows:
    text = path.read_text(encoding=ENCODINGS.get(path.name, "utf-8-sig"))
    lines = list(csv.reader(text.splitlines(keepends=True)))
    banner = 1 if path.name in ENCODINGS else 0
    headings = lines[banner]
    return [dict(zip(headings, line, strict=True)) for line in lines[banner + 1 :]]
