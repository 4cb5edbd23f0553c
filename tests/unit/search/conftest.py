"""Homes with a small corpus and its index."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.search.small_corpus import DOCUMENTS, put_in

from patentry.corpus import Home, latest
from patentry.search.index import update_index
from patentry.search.searching import Searcher, open_searcher


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The small corpus, indexed; only asked, never written to."""
    home = put_in(tmp_path_factory.mktemp("indexed"), DOCUMENTS)
    update_index(latest(home))
    return home


@pytest.fixture(scope="session")
def searcher(indexed: Home) -> Searcher:
    return open_searcher(indexed)


@pytest.fixture
def fresh(tmp_path: Path) -> Home:
    """The small corpus, not indexed yet, to be written to."""
    return put_in(tmp_path, DOCUMENTS)
