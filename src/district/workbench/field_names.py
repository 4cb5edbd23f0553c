"""What the fields of a record are called on a page (`patentry.records.Record`)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "authority": _("Authority"),
    "right_type": _("Type of right"),
    "publication_number": _("Publication number"),
    "application_number": _("Application number"),
    "kind": _("Kind code"),
    "filing_date": _("Filing date"),
    "publication_date": _("Publication date"),
    "grant_date": _("Grant date"),
    "title": _("Title"),
    "abstract": _("Abstract"),
    "claims": _("Claims"),
    "inventors": _("Inventors"),
    "applicants": _("Applicants"),
    "holders": _("Holders"),
    "ipc": _("IPC"),
    "cpc": _("CPC"),
    "citations": _("Citations"),
    "non_patent_citations": _("Other literature cited"),
    "family_id": _("Family as the file has it"),
    "family": _("Family"),
    "applicant_type": _("Kind of applicant"),
    "agency": _("Agency"),
    "province_code": _("Code of the province"),
    "district": _("District or county"),
    "term_filing_date": _("Day the term counts from"),
    "term_extension_days": _("Days the term is extended"),
    "terminal_disclaimer": _("Terminal disclaimer"),
    "vendor_validity": _("Validity as the vendor states it"),
    "vendor_status": _("Status as the vendor states it"),
    "vendor_lapsed_on": _("Lapsed on, as the vendor states it"),
    "language": _("Language"),
    "description": _("Description"),
    "claims_translations": _("Translations of the claims"),
    "priorities": _("Priorities"),
    "agents": _("Agents"),
    "family_members": _("Members of the family"),
    "other_classes": _("Other classifications"),
    "labels": _("Labels"),
    "vendor_counts": _("Counts of the vendor"),
    "decision_number": _("Number of the decision"),
    "decision_date": _("Day of the decision"),
}


def named(field: str) -> str:
    """Answer what a field is called; its own code where it has no name yet."""
    return str(NAMES.get(field, field))
