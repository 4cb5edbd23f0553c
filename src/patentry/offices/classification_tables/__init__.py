"""Tables about classification: technology fields, titles of symbols, symbols that moved, concordances.

Reads what a row says and brings symbols to patterns of `patentry.classes`. Which field or branch a patent falls under
is answered there.
"""

from __future__ import annotations

from patentry.offices.classification_tables.concordances import Concordances
from patentry.offices.classification_tables.symbol_moves import SymbolMoves
from patentry.offices.classification_tables.technology_fields import TechnologyFields
from patentry.offices.classification_tables.titles import ClassTitles

__all__ = ["ClassTitles", "Concordances", "SymbolMoves", "TechnologyFields"]
