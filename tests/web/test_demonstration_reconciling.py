"""The demonstration reconciles a list of its own corpus, and leaves other data folders alone."""

from __future__ import annotations

from pathlib import Path

from district.collection.reconciliation.models import Reconciliation
from district.demonstration import reconciling
from district.demonstration.people import ensure_people
from patentry.corpus import Home


def test_data_folder_that_is_not_the_demonstrations_gets_no_list(db, settings, tmp_path: Path) -> None:
    settings.PATENTRY_HOME = tmp_path / "home"
    Home(settings.PATENTRY_HOME).create()
    ensure_people()
    reconciling.reconcile.call()
    assert not Reconciliation.objects.exists()


def test_numbers_are_dressed_the_same_way_for_the_same_seed() -> None:
    dressed = [
        [reconciling._dressed("202119901288.7", reconciling.Random(seed)) for seed in range(200)] for _ in range(2)
    ]
    assert dressed[0] == dressed[1]
    assert {"ZL202119901288.7", "202119901288", "CN 2021 19901288.7"} <= set(dressed[0])
