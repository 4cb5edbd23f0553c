"""Exports and lists of Chinese patents as an officer has them, with headings in their several spellings.

Reads what a row says and keeps a vendor's status beside it. Whether the right is in force is not decided
here.
"""

from __future__ import annotations

from patentry.offices.cnipa_table.format import CnipaTable

__all__ = ["CnipaTable"]
