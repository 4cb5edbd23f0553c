"""The derived tables of one snapshot, registered in the engines that count and look up; each by the first who asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.engine import Engine
from patentry.statistics.high_value import HighValueRule, high_value_files, open_high_value
from patentry.statistics.holders.derivation import holder_files, open_holders
from patentry.statistics.industries.derivation import open_lists
from patentry.statistics.lives.derivation import happenings_files, open_happenings
from patentry.statistics.remembering import Counted, Remembering
from patentry.statistics.structure import Concordances, open_structure, structure_files
from patentry.statistics.uses.derivation import open_uses, use_files
from patentry.status.organisations import open_organisations, organisation_files
from patentry.status.tenures import Tenures, tenures_of
from patentry.wording import Refusal

Counting = Callable[[Tenures], Engine]
"""Opens the engine that counts over the derived tables; without one they are counted where they are looked up."""


class DerivedTables:
    """The engines of one snapshot by what is known. Safe to share between threads."""

    def __init__(self, snapshot: Snapshot, counting: Counting | None) -> None:
        self._snapshot = snapshot
        self._counting = counting
        self._counters: dict[date | None, Engine] = {}
        self._opened: dict[date | None, tuple[Tenures, DuckEngine]] = {}
        self._remembering: dict[date | None, Remembering] = {}
        self._counted: dict[date | None, Counted] = {}
        self._first_days: dict[date | None, date | None] = {}
        self._registered: set[tuple[date | None, str]] = set()
        self._refused: dict[tuple[date | None, str], Refusal] = {}
        self._lock = threading.Lock()

    def opened(self, known: date | None) -> tuple[Tenures, DuckEngine]:
        """Answer the tenures and the embedded engine. Raises `Refusal` before the first ingest."""
        with self._lock:
            if known not in self._opened:
                if self._snapshot.number == 0:
                    raise Refusal("snapshot.none", home=self._snapshot.home.path)
                tenures = tenures_of(self._snapshot, known=known)
                engine = DuckEngine()
                tenures.open(engine)
                self._opened[known] = (tenures, engine)
            return self._opened[known]

    def counter(self, known: date | None) -> Engine:
        """Answer the engine that counts."""
        tenures, engine = self.opened(known)
        if self._counting is None:
            return engine
        with self._lock:
            if known not in self._counters:
                self._counters[known] = self._counting(tenures)
            return self._counters[known]

    def remembering(self, known: date | None) -> Remembering:
        """Answer the engine that counts, with what it remembers of the questions before."""
        counter = self.counter(known)
        with self._lock:
            return self._remembering.setdefault(known, Remembering(counter))

    def counted(self, known: date | None) -> Counted:
        """Answer what has been counted."""
        with self._lock:
            return self._counted.setdefault(known, Counted())

    def first_day(self, known: date | None) -> date | None:
        """Answer the day the first patent was filed or granted."""
        if known not in self._first_days:
            engine = self.opened(known)[1]
            told = engine.sql("SELECT min(coalesce(filing_date, grant_date)) AS day FROM patents")
            self._first_days[known] = told["day"][0].as_py()
        return self._first_days[known]

    def with_organisations(self, known: date | None) -> DuckEngine:
        """Answer the embedded engine with the tables of organisations; the counting one has them, too."""
        return self._with(known, "organisations", organisation_files, open_organisations)

    def with_lists(self, known: date | None, names: Sequence[str]) -> DuckEngine:
        """Answer the embedded engine with the current rows of an officer's lists; registered once, for all threads."""
        tenures, engine = self.opened(known)
        with self._lock:
            missing = [name for name in names if (known, name) not in self._registered]
            open_lists(engine, tenures, missing)
            self._registered.update((known, name) for name in missing)
        return engine

    def with_high_value(self, known: date | None, rule: HighValueRule) -> DuckEngine:
        """Answer the embedded engine with the spans of high value under a rule; the counting one has them, too."""
        return self._with(
            known,
            rule.digest,
            lambda tenures: high_value_files(tenures, rule),
            lambda engine, tenures: open_high_value(engine, tenures, rule),
        )

    def with_structure(self, known: date | None, by: str, chosen: Concordances) -> DuckEngine:
        """Answer the embedded engine with the tables of a grouping; the counting one has them, too."""
        return self._with(
            known,
            f"{by}-{chosen.name}",
            lambda tenures: structure_files(tenures, by, chosen),
            lambda engine, tenures: open_structure(engine, tenures, by, chosen),
        )

    def with_happenings(self, known: date | None) -> DuckEngine:
        """Answer the embedded engine with the happenings; the counting one has them, too."""
        return self._with(known, "happenings", happenings_files, open_happenings)

    def with_uses(self, known: date | None) -> DuckEngine:
        """Answer the embedded engine with the spans of uses; the counting one has them, too."""
        return self._with(known, "uses", use_files, open_uses)

    def with_holders(self, known: date | None) -> DuckEngine:
        """Answer the embedded engine with the tables over holders; the counting one has them, too."""
        return self._with(known, "holders", holder_files, open_holders)

    def _with(
        self,
        known: date | None,
        name: str,
        derive: Callable[[Tenures], object],
        register: Callable[[Engine, Tenures], None],
    ) -> DuckEngine:
        tenures, engine = self.opened(known)
        counter = self.counter(known)
        if (known, name) in self._registered:
            return engine
        if (known, name) in self._refused:  # a snapshot that has not the list today will never have it
            raise self._refused[known, name].with_traceback(None)
        try:
            derive(tenures)  # may take a while, and other questions need not wait
        except Refusal as refusal:
            self._refused[known, name] = refusal
            raise
        with self._lock:
            if (known, name) not in self._registered:
                for one in {id(e): e for e in (engine, counter)}.values():
                    register(one, tenures)
                self._registered.add((known, name))
        return engine
