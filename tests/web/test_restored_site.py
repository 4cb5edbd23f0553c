"""A backup taken while people work, restored elsewhere: all they had been told by then, whole, and the site goes on."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from killed_crowd import Crowd
from killed_judge import judge_kept, judge_whole
from killed_site import PATIENCE, Providers, Site, databases

from patentry.corpus import Home, latest, snapshots_of
from patentry.ingestion import ingest

KIND = "postgresql" if os.environ.get("PATENTRY_DATABASE") else "sqlite"
POPULATIONS = (
    "region,date,value,unit,kind,source,published_on,supersedes\ncore,{}-12-31,2,万人,常住人口,公报,2023-04-01,\n"
)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[tuple[Site, Site, Providers]]:
    """A site, the one its backup goes to, each with a database of its own, and the providers both write to."""
    with Providers() as providers, databases(KIND) as one, databases(KIND) as other:
        settings = providers.environment()
        site = Site(tmp_path / "home", tmp_path / "log", settings | one)
        yield site, Site(tmp_path / "again", tmp_path / "log2", settings | other), providers


def _take_files(home: Path, folder: Path, over: threading.Event) -> None:
    """Take one small table after another into the corpus."""
    for year in range(1990, 2000):
        if over.is_set():
            return
        path = folder / f"populations{year}.csv"
        path.write_text(POPULATIONS.format(year), encoding="utf-8")
        ingest(home=Home(home), paths=[path], at=datetime.now(UTC))


def test_a_backup_taken_under_load_restores_everything_acknowledged_and_is_served(
    sites: tuple[Site, Site, Providers], tmp_path: Path
) -> None:
    site, again, providers = sites
    district, over = site.script("prepare"), threading.Event()
    writer = threading.Thread(target=_take_files, args=(site.home, tmp_path, over))
    site.start()
    writer.start()
    with Crowd(site, district, seed=2) as crowd:
        deadline = time.monotonic() + PATIENCE
        while not crowd.ledger.has_some_of_everything and time.monotonic() < deadline:
            time.sleep(0.1)
        known = deepcopy(crowd.ledger)
        site.command("backup", tmp_path / "backup.tar")
    over.set()
    writer.join()
    site.settle()
    site.stop()
    assert known.has_some_of_everything
    again.command("restore", tmp_path / "backup.tar")
    found = again.script("report")
    judge_whole(found)
    judge_kept(known, found)
    _judge_corpus(Home(again.home))
    again.start()
    request = next(iter(known.filed))
    pages = [again.ask("GET", f"/zh/requests/{request}/", session)[0] for session in district["applicants"]]
    assert sorted(set(pages)) == [200, 404]
    again.settle()
    again.stop()
    # What waited when the backup was taken was sent by the first site; the second does not send it again.
    assert len(providers.texts) == len(set(providers.texts))
    assert len(providers.mails) == len(set(providers.mails)) > 0


def _judge_corpus(home: Home) -> None:
    snapshot = latest(home)
    assert len(snapshots_of(home)) == snapshot.number
    for table in snapshot.versions:
        rows = ds.dataset(snapshot.uris(table), format="parquet").to_table()
        assert table != "populations" or rows.num_rows == snapshot.number
