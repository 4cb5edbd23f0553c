"""What a home keeps of mappings: one file a heading, found by the heading's fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from patentry.corpus import Home
from patentry.ingestion import mappings
from patentry.offices.mapped_table import Proposal, TableMapping, mapping_to_toml
from patentry.wording import Refusal

MAPPING = TableMapping(headings=("Nr", "Was"), fields={"publication_number": ("Nr",), "title": ("Was",)})
SPACED = TableMapping(headings=("ＮＲ.", " was "), fields={"publication_number": ("ＮＲ.",)})
OTHER = TableMapping(headings=("Nr", "Wer"), fields={"publication_number": ("Nr",)})


def file_of(folder: Path, mapping: TableMapping, status: str = "proposed") -> Path:
    path = folder / "given.toml"
    path.write_text(mapping_to_toml(mapping, status=status), encoding="utf-8")
    return path


def test_a_mapping_given_is_confirmed_and_found_by_its_heading(home: Home, tmp_path: Path) -> None:
    assert mappings.remembered(home) == {}
    assert mappings.remember(home, file_of(tmp_path, MAPPING)) == MAPPING
    assert mappings.remembered(home) == {MAPPING.fingerprint: MAPPING}


def test_width_case_spaces_and_marks_make_no_other_heading(home: Home, tmp_path: Path) -> None:
    mappings.remember(home, file_of(tmp_path, MAPPING))
    mappings.remember(home, file_of(tmp_path, SPACED))
    assert mappings.remembered(home) == {MAPPING.fingerprint: SPACED}


def test_each_heading_has_its_own_mapping(home: Home, tmp_path: Path) -> None:
    for mapping in (MAPPING, OTHER):
        mappings.remember(home, file_of(tmp_path, mapping))
    assert len(mappings.remembered(home)) == 2
    reordered = TableMapping(headings=("Was", "Nr"), fields=MAPPING.fields)
    assert reordered.fingerprint not in mappings.remembered(home)


def test_proposed_and_assumed_mappings_are_not_remembered(home: Home) -> None:
    for status, mapping in (("proposed", MAPPING), ("assumed", OTHER)):
        ((path, noted),) = mappings.note(home, [Proposal(mapping, is_certain=False)], status=status)
        assert path.exists()
        assert noted == mapping
    assert mappings.remembered(home) == {}


def test_a_noted_mapping_does_not_replace_a_confirmed_one(home: Home, tmp_path: Path) -> None:
    mappings.remember(home, file_of(tmp_path, SPACED))
    ((_, kept),) = mappings.note(home, [Proposal(MAPPING, is_certain=True)], status="assumed")
    assert kept == SPACED
    assert mappings.remembered(home) == {MAPPING.fingerprint: SPACED}


def test_a_mapping_without_numbers_waits_but_cannot_be_confirmed(home: Home, tmp_path: Path) -> None:
    unfinished = TableMapping(headings=("Nr", "Was"), fields={"title": ("Was",)})
    mappings.note(home, [Proposal(unfinished, is_certain=False)], status="proposed")
    assert mappings.remembered(home) == {}
    with pytest.raises(Refusal) as refused:
        mappings.remember(home, file_of(tmp_path, unfinished))
    assert refused.value.code == "ingest.mapping_number_missing"


@pytest.mark.parametrize("content", [b"headings = [", b"\xff\xfe", b'status = "confirmed"\nheadings = []\n'])
def test_a_spoilt_file_is_named_with_what_is_wrong(home: Home, content: bytes) -> None:
    home.mappings.mkdir(parents=True)
    path = home.mappings / "0123.toml"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        mappings.remembered(home)
    for lang in ("zh", "en"):
        assert str(path) in refused.value.sentence(lang)
