"""The generator: draw the district once from a seed, then write its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from district.demonstration.announcements import announcements_of
from district.demonstration.files import publications_of, write_events, write_registers
from district.demonstration.gazette import DATA_THROUGH, FIRST_WEEK
from district.demonstration.growth import Growth
from district.demonstration.holders import Holders
from district.demonstration.international import write_international
from district.demonstration.known_names import write_names
from district.demonstration.lives import Life
from district.demonstration.minor_rights import (
    draw_minor_rights,
    draw_published_in,
    draw_replaced_models,
    draw_ungranted,
)
from district.demonstration.notices import add_notices
from district.demonstration.numbering import Numbers
from district.demonstration.openings import add_openings, write_implementations
from district.demonstration.reference import misplace, write_reference
from district.demonstration.showcase import LAPSED_NUMBER, SHOWCASE_NUMBER, known_lives
from district.demonstration.structure_lists import write_structure_lists
from district.demonstration.targets import SITUATION
from district.demonstration.truth import Stock, stocks_of
from district.demonstration.value_lists import write_value_lists
from district.demonstration.window import set_window

__all__ = ["DATA_THROUGH", "LAPSED_NUMBER", "SHOWCASE_NUMBER", "SITUATION", "Written", "write_demonstration"]


@dataclass(frozen=True, slots=True)
class Written:
    """The files in the order they are best ingested, and the stocks they must give."""

    files: tuple[Path, ...]
    truth: tuple[Stock, ...]


def write_demonstration(*, folder: Path, seed: int = 2023) -> Written:
    """Write the demonstration district's office files into `folder`; the same seed gives the same bytes.

    Recorded stocks meet the public situation exactly: the core area's density at each year-end from 2012, 850
    per 10,000 people and 19,100 patents in the zone on 2023-11-30. Announcements run to 2024-01-09.
    """
    rng = Random(seed)
    holders = Holders(rng=rng)
    lives = Growth(rng=rng, holders=holders, known=known_lives(holders=holders)).run()
    set_window(rng=rng, lives=lives)
    add_notices(rng=rng, lives=lives)
    corrected = misplace(rng=rng, lives=lives)
    minor = draw_minor_rights(rng=rng, holders=holders) + draw_replaced_models(rng=rng, inventions=lives)
    ungranted = draw_ungranted(rng=rng, holders=holders)
    every = [*lives, *minor, *ungranted]
    every += [draw_published_in(rng=rng, holders=holders, week=week) for week in _quiet_weeks(every)]
    add_openings(seed=seed, lives=every)
    _number(every)
    folder.mkdir(parents=True, exist_ok=True)
    every.sort(key=lambda life: life.number)
    files = [
        *write_reference(folder=folder, holders=holders, corrected=corrected),
        *write_names(folder=folder, holders=holders),
        *write_value_lists(folder=folder, seed=seed, lives=every),
        write_implementations(folder=folder, seed=seed, lives=every),
        *write_structure_lists(folder=folder, seed=seed, holders=holders),
        write_international(folder=folder, seed=seed, lives=every),
        *write_registers(folder=folder, publications=publications_of(every)),
        *write_events(folder=folder, told=(announcements_of(life) for life in every)),
    ]
    return Written(files=tuple(files), truth=stocks_of(lives))


def _quiet_weeks(lives: Iterable[Life]) -> list[date]:
    """Answer the Mondays of weeks without a grant, which would look like gaps in the gazette."""
    granted = {life.granted for life in lives if life.granted}
    present = {day - timedelta(days=day.weekday()) for day in granted}
    week, quiet = FIRST_WEEK, []
    while week <= DATA_THROUGH:
        if week not in present:
            quiet.append(week)
        week += timedelta(weeks=1)
    return quiet


def _number(lives: list[Life]) -> None:
    """Give every right its numbers, in the order of filing and of first publication."""
    numbers = Numbers()
    for life in sorted(lives, key=lambda life: life.entered):
        if not life.number:
            life.number = numbers.application(entered=life.entered, type_digit=life.type_digit)
    for life in sorted(lives, key=_first_published):
        life.publication = numbers.publication(first_published=_first_published(life), type_digit=life.type_digit)


def _first_published(life: Life) -> date:
    day = life.published or life.granted
    assert day is not None
    return day
