"""Fixtures of the manual's tests."""

from __future__ import annotations

import pytest

from tests.spec.shelf import Shelf


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Every corpus of the manual."""
    return Shelf(tmp_path_factory.mktemp("manual"))
