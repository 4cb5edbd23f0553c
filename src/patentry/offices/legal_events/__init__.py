"""Legal events as offices and officers list them: one event a row, or a whole history in one cell.

Reads what the text says: dates, persons before and after a change, contract numbers and parties. What an
event does to a right is not decided here.
"""

from __future__ import annotations

from patentry.offices.legal_events.format import LegalEvents

__all__ = ["LegalEvents"]
