"""Wrappers of reexaminations: events of the patent that is examined again."""

from __future__ import annotations

from typing import Any

from patentry.offices.json_documents.fields import day_in, objects_in, text_in
from patentry.offices.uspto_odp_json.identity import Identity, publication_number
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import LegalEvent


def reexamination_events(document: dict[str, Any], identity: Identity, *, warn: Warn) -> list[LegalEvent]:
    """Answer the request and the certificate of a reexamination (35 USC 302, 307).

    They are about the patent the wrapper names as its parent (`REX`), else as its own. Which claims a certificate
    cancels the portal does not say; the certificate's own publication (kinds C1, F1 ...) does. Raises
    `RefusedDocumentError`.
    """
    parents = [
        text_in(row, "parentPatentNumber")
        for row in objects_in(document, "parentContinuityBag")
        if text_in(row, "claimParentageTypeCode").upper() == "REX"
    ]
    stated = next((parent for parent in parents if parent), "")
    number = publication_number(stated, field="parent", warn=warn) if stated else identity.patent
    if number is None:
        raise RefusedDocumentError("reexamined_patent_missing", value=identity.application)
    told = [("REEXAM-REQUEST", f"{identity.application}: reexamination requested", identity.filed)]
    for row in objects_in(document, "eventDataBag"):
        title = text_in(row, "eventDescriptionText")
        folded = title.casefold()
        if "certificate" in folded and "reexam" in folded and "correction" not in folded:
            day = day_in(row, "eventDate", field="event", warn=warn)
            told.append(("REEXAM-CERTIFICATE", f"{identity.application}: {title}", day))
    return [
        LegalEvent(number=number, is_application=False, announced=day, effective=day, code=code, title=title)
        for code, title, day in told
        if day is not None
    ]
