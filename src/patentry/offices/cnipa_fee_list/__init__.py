"""Fee lists of CNIPA's business system: what is owed, until when, and what has been paid.

Reads what a row says. Whether a patent is in its grace period is decided in `status`.
"""

from __future__ import annotations

from patentry.offices.cnipa_fee_list.format import CnipaFeeList

__all__ = ["CnipaFeeList"]
