"""The site is killed with -9 at random points under load: nothing acknowledged is lost and nothing is told twice.

Killed are the process of the pages or the worker, which the site brings back by itself, or everything, which is begun
again as systemd would.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from killed_crowd import Crowd, Ledger
from killed_judge import judge_kept, judge_messages, judge_whole
from killed_site import PATIENCE, Providers, Site, databases

SECONDS = float(os.environ.get("PATENTRY_SOAK_SECONDS", "300"))


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Site, Providers]]:
    """A site on one database, not yet begun, and the providers it writes to."""
    with Providers() as providers, databases(request.param) as address:
        settings = providers.environment() | address
        yield Site(tmp_path / "home", tmp_path / "log", settings), providers


def kill_for(seconds: float, site: Site, seed: int) -> tuple[Ledger, Counter[str]]:
    """Let a crowd work and kill at random moments; answers its ledger and what was killed how often."""
    chance, district, killed = Random(seed), site.script("prepare"), Counter[str]()
    site.start()
    with Crowd(site, district, seed) as crowd:
        end = time.monotonic() + seconds
        while time.monotonic() < end or (not crowd.ledger.has_some_of_everything and time.monotonic() < end + PATIENCE):
            time.sleep(chance.uniform(0.5, 6.0))
            part = chance.choice(("all", "pages", "worker")) if killed else "all"
            site.kill(part)
            killed[part] += 1
            if part == "all":
                site.start()
            elif part == "pages":
                # One that dies again at once is taken for broken, and the server ends to be begun anew.
                time.sleep(6.0)
    site.settle()
    site.stop()
    return crowd.ledger, killed


def judge(ledger: Ledger, site: Site, providers: Providers) -> None:
    found = site.script("report")
    judge_whole(found)
    judge_kept(ledger, found)
    kept = ledger.booked.keys() - ledger.to_cancel
    assert {uid: found["bookings"][uid][0] for uid in kept} == dict.fromkeys(kept, "confirmed")
    judge_messages(found, providers)


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_a_site_killed_under_load_loses_nothing_and_tells_nothing_twice(site: tuple[Site, Providers]) -> None:
    served, providers = site
    ledger, _ = kill_for(5, served, seed=1)
    judge(ledger, served, providers)
    assert ledger.has_some_of_everything


@pytest.mark.soak
def test_a_site_killed_for_minutes_loses_nothing_and_tells_nothing_twice(site: tuple[Site, Providers]) -> None:
    served, providers = site
    seed = int(os.environ.get("PATENTRY_SOAK_SEED") or time.time()) % 100_000
    ledger, killed = kill_for(SECONDS, served, seed)
    made = (len(ledger.booked), len(ledger.cancelled), len(ledger.filed), len(ledger.said), ledger.attached)
    told = (len(ledger.logged), len(providers.texts), len(providers.mails), ledger.unanswered)
    print(f"seed {seed}; killed {dict(killed)}")
    print("bookings {}, cancelled {}, requests {}, messages {}, of them with a file {}".format(*made))
    print("contacts {}; texts {}, mails {}; not answered {}".format(*told))
    judge(ledger, served, providers)
