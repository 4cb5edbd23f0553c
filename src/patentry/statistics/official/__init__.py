"""Official series: what others have published, beside what is computed here, and whether the sources agree.

The national, Beijing and E-Town series ship with the library, each row with its source and how certain it is. They are
published facts: they are shown and checked, taken in only when asked for, and never mixed with demonstration data.
"""

from patentry.statistics.official.checks import Check, checks_of
from patentry.statistics.official.conflicts import Conflict, conflicts_of
from patentry.statistics.official.gaps import Gap, gap_of
from patentry.statistics.official.series import (
    Certainty,
    ReferencePopulation,
    ReferenceValue,
    reference_populations,
    reference_values,
    tables_to_take_in,
)

__all__ = [
    "Certainty",
    "Check",
    "Conflict",
    "Gap",
    "ReferencePopulation",
    "ReferenceValue",
    "checks_of",
    "conflicts_of",
    "gap_of",
    "reference_populations",
    "reference_values",
    "tables_to_take_in",
]
