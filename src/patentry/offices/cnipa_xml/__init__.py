"""Standardised full texts and bibliographic data of CNIPA's data service: one XML document a publication.

Reads what a document says, under whatever namespace prefixes it uses. What a partial invalidation did to earlier
claims is not decided here.
"""

from __future__ import annotations

from patentry.offices.cnipa_xml.format import CnipaXml

__all__ = ["CnipaXml"]
