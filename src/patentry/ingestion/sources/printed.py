"""The sources of a record's fields as `patentry records --sources` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patentry.ingestion.sources.folding import Folded, Version, states
from patentry.records.jsonl import record_to_object

TEXTS = frozenset({"abstract", "claims", "description", "claims_translations"})
"""Fields whose other values are not repeated, only said to differ."""


def sources_object(folded: Folded, names: Mapping[str, str]) -> dict[str, Any]:
    """Answer for each stated field the file and format it came from, and what every other file said.

    `names` are the files' names by sha256. `agrees` says whether the other file says the same; a value that does not
    agree is given, but for the long texts.
    """
    printed = {id(version): record_to_object(version.record) for version in folded.versions}
    told = {}
    for name, giver in folded.giver.items():
        value = printed[id(giver)][name]
        others = [v for v in folded.versions if v is not giver and states(v.record, name)]
        said = [_named(v, names) | _compared(name, printed[id(v)][name], value) for v in others]
        told[name] = _named(giver, names) | ({"others": said} if said else {})
    return told


def _named(version: Version, names: Mapping[str, str]) -> dict[str, Any]:
    return {"file": names.get(version.file, version.file), "format": version.format}


def _compared(name: str, value: object, stands: object) -> dict[str, Any]:
    if value == stands or name in TEXTS:
        return {"agrees": value == stands}
    return {"agrees": False, "value": value}
