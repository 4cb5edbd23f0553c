"""The format `uspto_ptab_json`: how an answer is known, and one row read."""

from __future__ import annotations

from typing import Any, Final

from patentry.offices.json_documents.fields import object_in, text_in
from patentry.offices.json_documents.json_format import JsonFormat
from patentry.offices.reading import Batch
from patentry.offices.uspto_ptab_json.decisions import decision_events
from patentry.offices.uspto_ptab_json.proceedings import proceeding_events
from patentry.offices.uspto_recordations.recordations import property_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn

PROCEEDINGS: Final = "patentTrialProceedingDataBag"
_LISTS: Final = (PROCEEDINGS, "patentTrialDocumentDataBag", "patentTrialDecisionDataBag")


class UsptoPtabJson(JsonFormat):
    """The format `uspto_ptab_json`."""

    name = "uspto_ptab_json"
    list_keys = _LISTS

    def is_ours(self, keys: frozenset[str]) -> bool:
        """An answer with trials or their documents in it, or bare rows one after another."""
        return bool(set(_LISTS) & keys) or ("trialNumber" in keys and bool({"trialMetaData", "decisionData"} & keys))

    def take(self, document: dict[str, Any], batch: Batch, *, warn: Warn) -> None:
        """Take the events of one trial, or what one of its documents decides; most documents decide nothing."""
        trial = text_in(document, "trialNumber")
        if not trial:
            raise RefusedDocumentError("not_a_trial", value=", ".join(list(map(str, document))[:5])[:120])
        owner = object_in(document, "patentOwnerData") or object_in(document, "respondentData")
        about = property_of(
            patent=text_in(owner, "patentNumber").removeprefix("US"),
            kind=None,
            application=text_in(owner, "applicationNumberText"),
            warn=warn,
        )
        if about is None:
            raise RefusedDocumentError("number_missing", value=trial, field="number")
        if "documentData" in document or "decisionData" in document:
            batch.events += decision_events(document, trial, about, warn=warn)
        else:
            batch.events += proceeding_events(document, trial, about, warn=warn)
