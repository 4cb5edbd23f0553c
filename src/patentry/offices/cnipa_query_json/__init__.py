"""Answers of CNIPA's query pages as JSON: bibliographic data with the case status, and fees.

Reads what the pages say. Their words carry no date and no reading time, so none is made up here; what a word does to
a patent's standing is decided in `status`.
"""

from __future__ import annotations

from patentry.offices.cnipa_query_json.format import CnipaQueryJson

__all__ = ["CnipaQueryJson"]
