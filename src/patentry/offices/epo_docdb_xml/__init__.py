"""DOCDB exchange files of the EPO, backfile and weekly: bibliographic data of every office, one document an element.

What an element means is `exchange_documents`; here is how a file is recognised and cut, memory flat in its size.
"""

from __future__ import annotations

from patentry.offices.epo_docdb_xml.format import EpoDocdbXml

__all__ = ["EpoDocdbXml"]
