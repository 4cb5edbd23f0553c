"""What opened statistics answer about organisations: who there is, and one's portrait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from patentry.statistics.high_value import HighValueRule
from patentry.statistics.portrait import TABLES, Portrait, portrait_of
from patentry.statistics.portrait_names import keys_named, keys_of
from patentry.statistics.tables import DerivedTables


class Portraits:
    """The part of `Statistics` that is about organisations."""

    _tables: DerivedTables
    _rule: HighValueRule

    def organisations_named(self, name: str) -> tuple[tuple[str, str], ...]:
        """Answer the organisations a part of a name or a code stands for, as (key, name); no natural persons."""
        return keys_named(self._tables.with_organisations(None), name.strip())

    def portraits_of(self, names: Iterable[str]) -> Mapping[str, str]:
        """Answer the keys of the organisations that names of holders stand for, where each is one and no person."""
        return keys_of(self._tables.with_organisations(None), names)

    def portrait(self, organisation: str, *, on: date) -> Portrait:
        """Answer the portrait of an organisation (its key) on a day. Raises `Refusal` for none."""
        self._tables.with_organisations(None)
        self._tables.with_high_value(None, self._rule)
        engine = self._tables.with_lists(None, TABLES)
        through = self._tables.opened(None)[0].data_through
        return portrait_of(engine, organisation, on=on, rule=self._rule, data_through=through)
