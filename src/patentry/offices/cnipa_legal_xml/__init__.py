"""Legal status data of CNIPA's data service: lists of announced events as XML.

Reads what a record says and keeps both dates apart. What an event does to a right is decided in `status`.
"""

from __future__ import annotations

from patentry.offices.cnipa_legal_xml.format import CnipaLegalXml

__all__ = ["CnipaLegalXml"]
