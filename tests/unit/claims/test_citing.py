"""Which earlier claims a claim cites, by its wording alone."""

from __future__ import annotations

import pytest

from patentry.claims import dependencies, with_dependencies
from patentry.records import Claim


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The device of claim 4, wherein the lid is round", [4]),
        ("The device as claimed in any of claims 1 to 5", [1, 2, 3, 4, 5]),
        ("The device according to claims 1, 3 or 5-7", [1, 3, 5, 6, 7]),
        ("The device of claim 1, 2 or 3", [1, 2, 3]),
        ("The device of claim 2 or claim 4", [2, 4]),
        ("The device of claims 1 and/or 2", [1, 2]),
        ("The device of one of claims 2–4, or of claims 6 and 7", [2, 3, 4, 6, 7]),
        ("The device of claims (1) to (3)", [1, 2, 3]),
        ("The device of any preceding claim", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("The device of any one of the preceding claims 2 to 3", [2, 3]),
        ("The device of the preceding claim", [8]),
        ("根据权利要求1-3任一项所述的装置", [1, 2, 3]),
        ("如权利要求1或2所述的装置", [1, 2]),
        ("按照权利要求1至5中任意一项所述的装置", [1, 2, 3, 4, 5]),
        ("根据权利要求１、３至５、７任一项所述的装置", [1, 3, 4, 5, 7]),
        ("根据上述权利要求中任一项所述的装置", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("根据上述权利要求1～2任一项所述的装置", [1, 2]),
        ("根据权利要求2至权利要求4任一项所述的装置", [2, 3, 4]),
        ("如申請專利範圍第1項至第3項所述之裝置", [1, 2, 3]),
        ("Vorrichtung nach einem der Ansprüche 1 bis 3", [1, 2, 3]),
        ("Vorrichtung nach Anspruch 1 oder 4", [1, 4]),
        ("Vorrichtung nach einem der vorhergehenden Ansprüche", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("Dispositif selon l'une quelconque des revendications 1 à 3", [1, 2, 3]),
        ("Dispositif selon la revendication 2", [2]),
        ("Dispositif selon l'une des revendications précédentes", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("請求項1から3のいずれか1項に記載の装置", [1, 2, 3]),
        ("제1항 내지 제3항 중 어느 한 항에 있어서", [1, 2, 3]),
        ("청구항 2에 있어서", [2]),
    ],
)
def test_wording_names_the_claims_it_depends_on(text: str, cited: list[int]) -> None:
    assert dependencies(text, lang=None, before=range(1, 9)) == tuple(cited)


@pytest.mark.parametrize(
    "text",
    [
        "A device comprising 3 electrodes and 5 lids",
        "He claims 10.5 mm to be enough",
        "제1 전극 및 제2 전극",
        "一种装置，包括3个电极",
        "",
    ],
)
def test_text_without_a_reference_depends_on_nothing(text: str) -> None:
    assert dependencies(text, lang=None, before=range(1, 9)) == ()


def test_measure_after_a_comma_is_no_claim() -> None:
    assert dependencies("The plate of claim 4, 3 mm thick", lang="en", before=range(1, 9)) == (4,)


def test_claim_never_depends_on_itself_or_a_later_one() -> None:
    assert dependencies("The device of claims 3 to 900", lang="en", before=(1, 2, 3, 4)) == (3, 4)
    assert dependencies("The device of claim 5", lang="en", before=(1, 2, 3, 4)) == ()


def test_range_names_only_claims_there_are() -> None:
    assert dependencies("The device of claims 1 to 6", lang="en", before=(1, 2, 5)) == (1, 2, 5)


def test_file_that_marks_references_is_believed() -> None:
    claims = (Claim(1, "A pump"), Claim(2, "The pump of claim 1"), Claim(3, "The pump of claim 1 or 2", (2,)))
    assert [claim.depends_on for claim in with_dependencies(claims)] == [(), (1,), (2,)]


def test_order_of_the_claims_does_not_matter() -> None:
    claims = (Claim(3, "The pump of any preceding claim"), Claim(1, "A pump"), Claim(2, "The pump of claim 1"))
    assert [claim.depends_on for claim in with_dependencies(claims)] == [(1, 2), (), (1,)]


def test_absurdly_many_claims_are_left_as_they_are() -> None:
    claims = tuple(Claim(number, "The pump of any preceding claim") for number in range(1, 3_002))
    assert with_dependencies(claims) == claims
