"""The format as `patentry.offices` knows it: how a published application opens and what is refused."""

from __future__ import annotations

from patentry.offices.uspto_xml.documents import APPLICATION
from patentry.offices.uspto_xml.format import RedbookFormat
from patentry.offices.xml_documents.parsing import RefusedDocumentError
from patentry.offices.xml_documents.xml_format import opening


class UsptoApplicationXml(RedbookFormat):
    """The format `uspto_application_xml`.

    It counts for no authority's weekly issues: applications come out on other days than grants, and a week with
    applications and no grants would hide that the grants are missing.
    """

    name = "uspto_application_xml"
    kind = APPLICATION
    openings = opening(APPLICATION.root)

    def refusal(self, root: str) -> RefusedDocumentError:
        """Answer that the document is no published application."""
        return RefusedDocumentError("not_an_application", value=root)
