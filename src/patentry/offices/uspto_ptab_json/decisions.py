"""One document of a trial: a final decision, a certificate, or one that decides nothing."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any

from patentry.offices.json_documents.fields import day_in, object_in, text_in
from patentry.offices.uspto_ptab_json.proceedings import event_of
from patentry.offices.uspto_recordations.recordations import Property
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import LegalEvent


@cache
def _outcomes(where: str) -> tuple[tuple[str, str], ...]:
    table = files(__package__).joinpath("outcomes.csv").read_text(encoding="utf-8")
    return tuple((row["text"], row["code"]) for row in csv.DictReader(table.splitlines()) if row["where"] == where)


def decision_events(document: dict[str, Any], trial: str, about: Property, *, warn: Warn) -> list[LegalEvent]:
    """Answer what a document decides: a final written decision or a certificate; anything else decides nothing.

    Titles are read before categories, because the category of every final decision is the same bare phrase. Of a
    certificate its text is read as well. "All challenged claims" are not all claims of the patent.
    """
    paper, decision = object_in(document, "documentData"), object_in(document, "decisionData")
    title = text_in(paper, "documentTitleText", "documentName")
    kinds = [text_in(paper, "documentTypeDescriptionText"), text_in(decision, "decisionTypeCategory")]
    told = " ".join([title, *kinds, text_in(decision, "trialOutcomeCategory")])
    where = "certificate" if _is_certificate(title, kinds) else "decision"
    if where == "certificate":
        told += " " + text_in(paper, "documentOCRText")
    elif not decision and "decision" not in " ".join(kinds).casefold():
        return []
    # American and British spellings of "cancelled" alike.
    folded = told.casefold().replace("canceled", "cancelled")
    code = next((code for text, code in _outcomes(where) if text in folded), None)
    if code is None:
        return []
    day = day_in(decision, "decisionIssueDate", field="decision", warn=warn) or day_in(
        paper, "documentFilingDate", field="decision", warn=warn
    )
    if day is None:
        warn("event_undated", "decision", title or code)
        return []
    says = title or next(filter(None, kinds), "decision")
    if code == "PTAB-CERTIFICATE":
        warn("trial_extent_unknown", "decision", says[:120])
    return [event_of(trial, about, code=code, says=says, on=day)]


def _is_certificate(title: str, kinds: list[str]) -> bool:
    """A trial or review certificate, not a certificate of service or of correction among the papers."""
    told = " ".join([title, *kinds]).casefold()
    return "certificate" in told and any(word in told for word in ("trial certificate", "review certificate"))
