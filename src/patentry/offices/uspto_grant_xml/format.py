"""The format as `patentry.offices` knows it: how a grant opens and what is refused."""

from __future__ import annotations

from patentry.offices.uspto_xml.documents import GRANT
from patentry.offices.uspto_xml.format import RedbookFormat
from patentry.offices.xml_documents.parsing import RefusedDocumentError
from patentry.offices.xml_documents.xml_format import opening


class UsptoGrantXml(RedbookFormat):
    """The format `uspto_grant_xml`."""

    name = "uspto_grant_xml"
    weekly_authority: str | None = "US"
    kind = GRANT
    openings = opening(GRANT.root)

    def refusal(self, root: str) -> RefusedDocumentError:
        """Answer that the document is no grant; weekly files of 2006 and 2007 carry sequence listings."""
        return RefusedDocumentError("not_a_grant", value=root)
