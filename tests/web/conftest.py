"""The pages' tests run against fixed, fictional statistics and a database in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from patentry.corpus import Home

pytest.importorskip("django", reason="needs the extra `site`")


@pytest.fixture(autouse=True)
def _fixed_statistics(settings, db, tmp_path: Path) -> Iterator[None]:
    """Answer every question from `fake_statistics`; forget what an earlier test opened, and how often it signed in.

    Each test has a data folder of its own: what one leaves there, as anchors of the log, is no other's.
    """
    from django.core.cache import cache
    from django.utils import translation

    from district.openstats import provider

    settings.PATENTRY_STATISTICS = "fake_statistics.open_statistics"
    settings.PATENTRY_HOME = tmp_path / "data"
    settings.PATENTRY_DEMONSTRATION = True
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    provider.forget()
    cache.clear()
    # A test that asked for a page in English must not leave the next one speaking it.
    translation.activate("zh")
    yield
    provider.forget()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A small corpus with the index of its search; only asked, never written to."""
    from tests.unit.search.small_corpus import DOCUMENTS, put_in

    from patentry.corpus import latest
    from patentry.search.index import update_index

    home = put_in(tmp_path_factory.mktemp("workbench"), DOCUMENTS)
    update_index(latest(home))
    return home


@pytest.fixture
def indexed(corpus: Home, settings) -> Home:
    """The data folder of the site is that corpus."""
    settings.PATENTRY_HOME = corpus.path
    return corpus
