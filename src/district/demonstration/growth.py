"""The district month by month: transfers, exits, returns, then as many grants as the target needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from random import Random

from district.demonstration.fates import draw_fate
from district.demonstration.filings import file_invention
from district.demonstration.gazette import DATA_THROUGH, gazette_days, gazette_from, month_end, months
from district.demonstration.holders import Holder, Holders
from district.demonstration.lives import Life, Move
from district.demonstration.targets import SITUATION, stock_target

AREAS = ("core", "rest", "elsewhere", "open")
LAST_GRANT_BY_PATENTEE = date(2020, 12, 31)
"""Grants up to this day count where the patentee is, later ones where the applicant was."""
# (from, to, monthly share of the stock that moves)
_FLOWS = (
    ("elsewhere", "core", 0.008),
    ("core", "elsewhere", 0.0003),
    ("core", "rest", 0.0003),
    ("rest", "core", 0.0006),
    ("rest", "elsewhere", 0.0002),
    ("core", "core", 0.0002),
)
Month = tuple[int, int]


class Growth:
    """The running district. `lives` are all inventions granted so far, in order of grant."""

    def __init__(self, *, rng: Random, holders: Holders, known: list[Life]) -> None:
        self._rng, self._holders = rng, holders
        self.lives: list[Life] = []
        self._stock: Counter[str] = Counter()
        self._due: defaultdict[Month, list[tuple[Life, bool]]] = defaultdict(list)
        self._arrivals: defaultdict[Month, list[Life]] = defaultdict(list)
        self._known_moves: defaultdict[Month, list[Life]] = defaultdict(list)
        self._movable: dict[str, list[Life]] = {area: [] for area in AREAS}
        for life in known:
            assert life.granted is not None
            self._arrivals[life.granted.year, life.granted.month].append(life)
            for move in life.moves:
                self._known_moves[move.registered.year, move.registered.month].append(life)

    def run(self) -> list[Life]:
        """Answer every granted invention from the first month to the end of the data."""
        for month in months(through=DATA_THROUGH):
            for life in self._known_moves[month]:
                self._stock[life.holder.leaf] -= 1
                self._stock[life.area] += 1
            self._transfer(month)
            self._settle(month)
            self._grant(month)
        return self.lives

    def _settle(self, month: Month) -> None:
        for life, enters in self._due.pop(month, []):
            self._stock[life.area] += 1 if enters else -1

    def _enter(self, life: Life, area: str) -> None:
        self.lives.append(life)
        self._stock[area] += 1
        for day, enters in life.changes():
            self._due[day.year, day.month].append((life, enters))
        if life.lapse is None or life.restored is not None:
            ends_otherwise = life.invalidated or life.abandoned
            if not ends_otherwise:
                self._due[life.expires.year, life.expires.month].append((life, False))
        if life.is_settled and not life.co_applicant:
            self._movable[area].append(life)

    def _grant(self, month: Month) -> None:
        days = _grant_days(month)
        for life in self._arrivals[month]:
            self._enter(life, life.leaf)
        turn = self._rng.randrange(len(days))
        for area in AREAS:
            wanted = stock_target(area=area, year=month[0], month=month[1]) - self._stock[area]
            if month == (DATA_THROUGH.year, DATA_THROUGH.month):
                wanted = wanted * DATA_THROUGH.day // 31
            for _ in range(wanted):
                turn += 1
                granted = days[turn % len(days)]
                life = file_invention(rng=self._rng, holders=self._holders, area=area, granted=granted)
                draw_fate(rng=self._rng, life=life)
                self._enter(life, area)

    def _transfer(self, month: Month) -> None:
        """Move some quiet patents; a transfer is registered and announced in one month."""
        if month < (2005, 1) or date(*month, 1) > SITUATION:
            return
        for source, target, share in _FLOWS:
            expected = self._stock[source] * share
            for _ in range(int(expected) + (self._rng.random() < expected % 1)):
                self._move_one(month, source, target)

    def _move_one(self, month: Month, source: str, target: str) -> None:
        rng, movable = self._rng, self._movable[source]
        registered = date(*month, rng.randrange(1, 6))
        for _ in range(20):
            if not movable:
                return
            place = rng.randrange(len(movable))
            life = movable[place]
            assert life.granted is not None
            if life.granted <= registered - timedelta(days=120) and life.expires > registered + timedelta(days=730):
                movable[place] = movable[-1]
                movable.pop()
                life.moves.append(self._draw_move(life, registered, target))
                self._stock[source] -= 1
                self._stock[life.area] += 1
                return

    def _draw_move(self, life: Life, registered: date, target: str) -> Move:
        after: Holder = self._holders.draw(area=target, year=registered.year)
        while after.name == life.holder.name or after.door is None:
            after = self._holders.draw(area=target, year=registered.year)
        assert life.granted is not None
        assert after.door is not None
        return Move(
            registered=registered,
            announced=gazette_from(registered + timedelta(days=self._rng.randrange(12, 20))),
            before=life.holder,
            before_address=life.address,
            after=after,
            after_address=after.door.as_written(rng=self._rng),
            moves_region=life.granted <= LAST_GRANT_BY_PATENTEE,
        )


def _grant_days(month: Month) -> list[date]:
    """The gazette days of a month, up to the end of the data."""
    last = min(month_end(year=month[0], month=month[1]), DATA_THROUGH)
    return gazette_days(first=date(*month, 1), last=last)
