"""International publications of the district's inventions, as an export would list them; fictional.

Drawn from a seed of their own, after everything else, so that the district's rights are the same with and without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from district.demonstration.files import write_rows
from district.demonstration.gazette import DATA_THROUGH
from district.demonstration.lives import Life

_HEADINGS = (
    *("publication_number", "application_number", "authority", "kind", "right_type", "filing_date"),
    *("publication_date", "title", "applicants", "applicant_addresses", "ipc"),
)
_SHARE = 0.09
_PRIORITY_YEAR = timedelta(days=365)
_TO_PUBLICATION = timedelta(days=549)
_ELSEWHERE, _UNTOLD = 0.05, 0.02
"""Filed with the International Bureau; listed without the number of the application."""
_FIRST_SERIAL = 700_001
"""Above the serials of a year that were given out."""


def write_international(*, folder: Path, seed: int, lives: Iterable[Life]) -> Path:
    """Write the publications, one a row, in the order of their filing."""
    rng = Random(f"international {seed}")
    chosen = [life for life in lives if life.right_type == "invention" and rng.random() < _SHARE]
    told = sorted((_filed(rng, life), life.number, life) for life in chosen)
    return write_rows(folder / "international.csv", _rows(rng, [(filed, life) for filed, _, life in told]))


def _filed(rng: Random, life: Life) -> date:
    return life.filed + timedelta(days=rng.randrange(60, _PRIORITY_YEAR.days))


def _rows(rng: Random, told: Sequence[tuple[date, Life]]) -> Iterable[Sequence[str]]:
    yield _HEADINGS
    for place, (filed, life) in enumerate(told):
        published = max(life.filed + _TO_PUBLICATION, filed + timedelta(days=30))
        published += timedelta(days=(3 - published.weekday()) % 7)  # Thursdays
        office = "IB" if rng.random() < _ELSEWHERE else "CN"
        number = "" if rng.random() < _UNTOLD else f"PCT/{office}{filed.year}/{_FIRST_SERIAL + place:06}"
        if published > DATA_THROUGH:
            continue
        yield (
            *(f"WO{published.year}{_FIRST_SERIAL + place:06}A1", number, "WO", "A1", "invention"),
            *(filed.isoformat(), published.isoformat(), life.title),
            *(life.holder.name_on(filed), life.address, ";".join(life.ipc)),
        )
