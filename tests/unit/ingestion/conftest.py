"""Homes that have taken the district's files, and how to look at what they hold."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from district_files import first_files

from patentry.corpus import Home
from patentry.ingestion import ingest

AT = datetime(2024, 1, 2, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    made = Home(tmp_path / "home")
    made.create()
    return made


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home at snapshot 1; not to be written to."""
    folder = tmp_path_factory.mktemp("district")
    made = Home(folder / "home")
    made.create()
    ingest(home=made, paths=first_files(folder / "first"), at=AT)
    return made
