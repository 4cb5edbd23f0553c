"""Reconciliation 对账: an official list of numbers beside our stock on a day and in a region.

In both, only ours, only theirs: each row with the most telling reason the files give, and a table of reasons whose
effects add up to the gap exactly. Numbers that spreadsheets and people have damaged are mended where nothing is left to
choice; elsewhere the row says what is wrong with it.
"""

from patentry.statistics.reconciliation.comparing import Stock, compared
from patentry.statistics.reconciliation.listing import ListRow, OfficialList, read_list
from patentry.statistics.reconciliation.mending import Reading, read_stated
from patentry.statistics.reconciliation.results import Reason, ReconciledRow, Reconciliation, Side, Total, totals_of

__all__ = [
    "ListRow",
    "OfficialList",
    "Reading",
    "Reason",
    "ReconciledRow",
    "Reconciliation",
    "Side",
    "Stock",
    "Total",
    "compared",
    "read_list",
    "read_stated",
    "totals_of",
]
