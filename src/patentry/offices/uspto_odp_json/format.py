"""The format `uspto_odp_json`: how an answer is known, and one file wrapper read."""

from __future__ import annotations

from typing import Any, Final

from patentry.offices.json_documents.fields import object_in, text_in
from patentry.offices.json_documents.json_format import JsonFormat
from patentry.offices.reading import Batch
from patentry.offices.uspto_odp_json.events import events_of
from patentry.offices.uspto_odp_json.identity import identity_of
from patentry.offices.uspto_odp_json.reexamination import reexamination_events
from patentry.offices.uspto_odp_json.wrappers import records_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn

LIST: Final = "patentFileWrapperDataBag"
_NUMBER: Final = "applicationNumberText"
_PARTS = frozenset({"applicationMetaData", "eventDataBag", "assignmentBag", "patentTermAdjustmentData"})
_OTHERS = frozenset({"trialNumber", "trialMetaData"})


class UsptoOdpJson(JsonFormat):
    """The format `uspto_odp_json`."""

    name = "uspto_odp_json"
    list_keys = (LIST,)

    def is_ours(self, keys: frozenset[str]) -> bool:
        """An answer with wrappers in it, or bare wrappers one after another."""
        return LIST in keys or (_NUMBER in keys and bool(_PARTS & keys) and not _OTHERS & keys)

    def take(self, document: dict[str, Any], batch: Batch, *, warn: Warn) -> None:
        """Take the records and events of one wrapper."""
        identity = identity_of(document, warn=warn)
        if identity is None:
            if text_in(document, _NUMBER) or object_in(document, "applicationMetaData"):
                raise RefusedDocumentError("number_missing", field="number")
            raise RefusedDocumentError("not_a_file_wrapper", value=", ".join(list(map(str, document))[:5])[:120])
        if identity.is_reexamination:
            batch.events += reexamination_events(document, identity, warn=warn)
            return
        # Records first: reading them refuses what contradicts itself, and then nothing is taken.
        records = records_of(document, identity, warn=warn)
        batch.events += events_of(document, identity, warn=warn)
        batch.records += records
