"""Answers of the EPO's open patent services, as saved to files: bibliography, full text, families, legal, register.

One answer may hold several kinds of documents; each exchange, full-text, family and register document counts as one.
What an error answer says is no patent data and not recognised here.
"""

from __future__ import annotations

from patentry.offices.epo_ops_xml.format import EpoOpsXml

__all__ = ["EpoOpsXml"]
