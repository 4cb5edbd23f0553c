"""Claims taken apart: limitations, categories, and which claim stands under which."""

from __future__ import annotations

import pytest

from patentry.claims import Category, ClaimTree, limitations, tree
from patentry.records import Claim


def _tree(*texts: str) -> ClaimTree:
    return tree([Claim(number, text) for number, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    ("text", "preamble", "parts"),
    [
        ("1. A pump comprising: (a) a lid; and (b) a rotor.", "A pump", ["(a) a lid", "(b) a rotor"]),
        ("The pump of claim 1, wherein the lid is round", "The pump of claim 1", ["the lid is round"]),
        ("A pump having a lid", "A pump", ["a lid"]),
        ("一种泵，其特征在于，包括：盖；转子，位于所述盖下。", "一种泵", ["盖", "转子，位于所述盖下"]),
        ("一种泵，包括盖，其特征在于：所述盖为圆形，其中盖厚3毫米", "一种泵，包括盖", ["所述盖为圆形", "盖厚3毫米"]),
        (
            "Pumpe, dadurch gekennzeichnet, dass der Deckel rund ist; und ein Rotor",
            "Pumpe",
            ["der Deckel rund ist", "ein Rotor"],
        ),
        (
            "Pompe comprenant un tube, caractérisée en ce que le tube est rond",
            "Pompe",
            ["un tube", "le tube est rond"],
        ),
        ("A pump", "A pump", []),
        ("", "", []),
    ],
)
def test_claim_is_split_at_its_transition(text: str, preamble: str, parts: list[str]) -> None:
    assert limitations(text) == (preamble, tuple(parts))


def test_claims_stand_under_the_claim_they_narrow() -> None:
    found = _tree(
        "A pump, comprising a lid.",
        "The pump of claim 1, wherein the lid is round.",
        "The pump as claimed in claim 2, further comprising a rotor.",
        "The pump of any preceding claim.",
    )
    assert found.roots == (1,)
    assert found.children == {1: (2, 4), 2: (3,)}
    assert found.depth == {1: 0, 2: 1, 3: 2, 4: 1}


@pytest.mark.parametrize(
    "other",
    [
        "A device for making the pump of claim 1, comprising a press",
        "A method of using the pump of claim 1",
        "Use of the pump of claim 1 for milk",
        "A ship comprising the pump of claim 1",
        "Schiff mit einer Pumpe nach Anspruch 1",
        "Procédé de fabrication d'une pompe selon la revendication 1",
    ],
)
def test_claim_to_another_matter_cites_and_stands_alone(other: str) -> None:
    node = _tree("A pump, comprising a lid", other).nodes[1]
    assert node.depends_on == (1,)
    assert not node.is_dependent


@pytest.mark.parametrize(
    "other",
    [
        "一种制造权利要求1所述泵的方法，包括：压制",
        "一种实施权利要求1所述方法的装置",
        "一种船，包括如权利要求1所述的泵",
        "权利要求1所述的泵在输送牛奶中的应用",
        "一种包含权利要求1所述泵的船",
    ],
)
def test_chinese_claim_to_another_matter_cites_and_stands_alone(other: str) -> None:
    node = _tree("一种泵，包括盖", other).nodes[1]
    assert node.depends_on == (1,)
    assert not node.is_dependent


def test_repeated_subject_with_a_purpose_still_depends() -> None:
    found = _tree("A device for pumping milk, comprising a lid", "The device for pumping milk as claimed in claim 1")
    assert found.nodes[1].is_dependent


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("A pump comprising a lid", Category.PRODUCT),
        ("A method for pumping, comprising pressing", Category.METHOD),
        ("A device for carrying out a method, comprising a lid", Category.PRODUCT),
        ("Use of a pump for milk", Category.USE),
        ("Verfahren zum Pumpen, umfassend Drücken", Category.METHOD),
        ("一种泵的制造方法，其特征在于，压制", Category.METHOD),
        ("一种实施方法的装置，包括盖", Category.PRODUCT),
        ("泵在输送牛奶中的用途", Category.USE),
        ("", Category.UNKNOWN),
    ],
)
def test_category_follows_the_leading_noun(text: str, category: Category) -> None:
    assert _tree(text).nodes[0].category is category


def test_marked_reference_without_wording_is_taken_at_the_files_word() -> None:
    found = tree([Claim(1, "A pump"), Claim(2, "Pump as before, wherein the lid is red", (1,))])
    assert found.nodes[1].is_dependent


def test_references_in_a_ring_are_cut() -> None:
    found = tree([Claim(1, "A pump", (2,)), Claim(2, "A pump", (1, 2, 7))])
    assert [node.depends_on for node in found.nodes] == [(), (1,)]
