"""Objects of The Lens and of BigQuery with anything anywhere, mappings of any text, and 200 MB on one line."""

from __future__ import annotations

import contextlib
import json
import resource
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patentry.offices.mapped_table import MappingError, mapping_from_toml, mapping_to_toml, proposals_for
from patentry.offices.other_files import taken_for
from patentry.offices.reading import Source, UnreadableFileError
from patentry.offices.registry import format_named
from patentry.records import Severity

CAREFUL = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BIGQUERY = {
    "publication_number": "CN-109999998-A", "title_localized": [{"text": "灯", "language": "zh"}],
    "filing_date": 20190102,
    "ipc": [{"code": "F21L4/00"}], "citation": [{"publication_number": "US-5999998-A", "type": "SEA"}],
    "priority_claim": [{"application_number": "CN-201810000002-A", "filing_date": 20180103}],
    "assignee_harmonized": [{"name": "A", "country_code": "CN"}],
    "claims_localized": [{"text": "1. 灯。", "language": "zh"}],
}  # fmt: skip
LENS = {
    "lens_id": "1", "jurisdiction": "US", "doc_number": "9999998", "kind": "B2", "date_published": "2018-06-19",
    "biblio": {"parties": {"applicants": [{"extracted_name": {"value": "A"}}]}, "cited_by": {"patent_count": 1}},
    "claims": [{"claims": [{"claim_text": ["1. A lamp."]}]}],
    "families": {"simple_family": {"members": [{"document_id": {"jurisdiction": "EP", "doc_number": "1"}}]}},
}  # fmt: skip


def account(path: Path, name: str, content: bytes) -> None:
    """Read a file; only `UnreadableFileError` may come out, and every document is accounted for."""
    path.write_bytes(content)
    source, chosen = Source(path, path.name), format_named(name)
    taken_for(source)
    with contextlib.suppress(UnreadableFileError):
        chosen.recognises(source)
        for proposal in proposals_for(source):
            assert mapping_from_toml(mapping_to_toml(proposal.mapping, status="proposed"))[0] == proposal.mapping
        for chunk in chosen.chunks(source):
            batch = chosen.read(chunk)
            assert batch.documents == len(batch.records) + batch.rejected
            refused = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
            assert batch.rejected == len(batch.quarantine) == len(refused)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(("name", "whole"), [("bigquery", BIGQUERY), ("lens", LENS)])
@CAREFUL
@given(data=st.data())
def test_any_value_may_stand_anywhere_in_an_object(
    tmp_path: Path, name: str, whole: dict[str, object], data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(whole)))
    account(tmp_path / "rows.json", name, json.dumps([whole, whole | {key: data.draw(VALUES)}]).encode())


@CAREFUL
@given(text=st.text(max_size=200))
def test_any_text_is_a_mapping_or_says_what_is_wrong(text: str) -> None:
    with contextlib.suppress(MappingError):
        mapping_from_toml(text)


@pytest.mark.soak
def test_a_single_line_of_two_hundred_megabytes_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.json"
    row = json.dumps(BIGQUERY).encode()
    with path.open("wb") as out:
        out.write(b"[")
        for _ in range(200_000_000 // (len(row) + 1)):
            out.write(row + b",")
        out.write(row + b"]")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    chosen, documents = format_named("bigquery"), 0
    for chunk in chosen.chunks(Source(path, path.name)):
        documents += chosen.read(chunk).documents
    assert documents == 200_000_000 // (len(row) + 1) + 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000
