from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.records import EventCode

HEADING = (
    "Authority,Event-code,Date Created,Influence,Description ENG,Description ORI,Event-class,Event-class Description\n"
)
Reader = Callable[..., Batch]


def test_code_keeps_its_influence_and_class(read: Reader) -> None:
    row = "XX,MM4A,20040203,-,LAPSE BECAUSE OF NON-PAYMENT,ERLOESCHEN,H,IP RIGHT CESSATION\n"
    batch = read(HEADING + row, expect="inpadoc_codes")
    assert batch.reference == [
        EventCode(
            country="XX",
            code="MM4A",
            description="LAPSE BECAUSE OF NON-PAYMENT",
            description_original="ERLOESCHEN",
            influence="-",
            event_class="H",
            class_title="IP RIGHT CESSATION",
            valid_from=date(2004, 2, 3),
        )
    ]


def test_padding_is_taken_off_and_a_blank_influence_is_one(read: Reader) -> None:
    (code,) = read(f"{HEADING}XX,FA  ,20040203, ,REFUSAL,,,\n").reference
    assert (code.code, code.influence, code.event_class) == ("FA", "", "")  # type: ignore[union-attr]


def test_code_that_reads_like_nothing_is_a_code(read: Reader) -> None:
    batch = read(f"{HEADING}NA,NA  ,20040203,-,X,,,\nXX,,20040203,-,X,,,\n")
    assert [(c.country, c.code) for c in batch.reference] == [("NA", "NA")]  # type: ignore[union-attr]
    assert [(p.code, p.row) for p in batch.problems] == [("event_code_missing", 3)]


def test_influence_nobody_knows_is_reported(read: Reader) -> None:
    batch = read(f"{HEADING}XX,AB,20040203,?,X,,,\n")
    assert (batch.kept, [p.code for p in batch.problems]) == (1, ["influence_unknown"])


@pytest.mark.samples
def test_published_list_has_4397_codes(samples: Path, read_source: Callable[..., Batch]) -> None:
    path = samples / "reference" / "inpadoc_legal_event_codes_202417.xlsx"
    batch = read_source(Source(path, path.name), expect="inpadoc_codes")
    assert (batch.documents, batch.rejected, batch.problems) == (4397, 0, [])
    assert len({(c.country, c.code) for c in batch.reference}) == 4397  # type: ignore[union-attr]
    assert Counter(c.influence for c in batch.reference) == {"": 2511, "-": 1094, "+": 792}  # type: ignore[union-attr]
    assert Counter(c.event_class for c in batch.reference)["H"] == 431  # type: ignore[union-attr]
