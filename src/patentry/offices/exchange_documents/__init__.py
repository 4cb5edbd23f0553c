"""What DOCDB files and the answers of the EPO's open services share: one `exchange-document` element to one record.

Not a format itself. Numbers, parties, classes, citations and families are read here in both dialects (`data-format` on
the reference in DOCDB, `document-id-type` on the number in the services); how a file is cut is the formats' business.
"""

from __future__ import annotations

from patentry.offices.exchange_documents.document import record_of_document
from patentry.offices.exchange_documents.references import Reference, reference_of, references_of

__all__ = ["Reference", "record_of_document", "reference_of", "references_of"]
