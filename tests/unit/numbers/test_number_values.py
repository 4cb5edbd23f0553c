"""Numbers as values, and every reading of a number typed by a person."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from patentry import wording
from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber, parse_number
from patentry.numbers.errors import CODES


def test_kind_column_is_used_only_where_the_number_has_none() -> None:
    assert str(PublicationNumber.parse("08613112", authority="US", kind="B2")) == "US8613112B2"
    assert str(PublicationNumber.parse("US8613112B1", kind="B2")) == "US8613112B1"
    assert PublicationNumber.parse("29293090", authority="US", kind="00").kind is None
    assert PublicationNumber.parse("6563439", authority="US", kind="A ").kind == "A"
    with pytest.raises(NumberError):
        PublicationNumber.parse("6563439", authority="US", kind="grant")


def test_publications_match_when_one_leaves_the_kind_out() -> None:
    grant, bare = PublicationNumber.parse("CN101234567B"), PublicationNumber.parse("CN101234567")
    assert grant.base == bare
    assert grant.matches(bare)
    assert bare.matches(grant)
    assert grant.matches(grant)
    assert not grant.matches(PublicationNumber.parse("CN101234567A"))
    assert not grant.matches(PublicationNumber.parse("CN101234568B"))
    assert not grant.matches(PublicationNumber("US", "101234567", "B"))


def test_numbers_sort_with_and_without_kind() -> None:
    texts = ["US8093456B2", "CN101234567B", "CN101234567", "CN101234567A"]
    ordered = [str(number) for number in sorted(map(PublicationNumber.parse, texts))]
    assert ordered == ["CN101234567", "CN101234567A", "CN101234567B", "US8093456B2"]
    assert ApplicationNumber.parse("201410135735") < ApplicationNumber.parse("US10/879842")
    assert ApplicationNumber("CN", "201410135735") < ApplicationNumber("CN", "201410135735", "5")


def test_numbers_are_hashable_and_cannot_be_changed() -> None:
    number = ApplicationNumber.parse("201410135735")
    assert {number: 1}[ApplicationNumber.parse("ZL201410135735.5")] == 1
    with pytest.raises(FrozenInstanceError):
        number.serial = "1"  # type: ignore[misc]


def test_numbers_and_refusals_travel_between_processes() -> None:
    number = PublicationNumber.parse("US8093456B2")
    assert pickle.loads(pickle.dumps(number)) == number
    error = pickle.loads(pickle.dumps(NumberError("number_length", "1")))
    assert (error.code, error.text, str(error)) == ("number_length", "1", "number_length: 1")


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("US8093456B2", ["US8093456B2"]),
        ("US 8,093,456 B2", ["US8093456B2"]),
        ("US8093456", ["US8093456"]),
        ("12/345,678", ["US12/345678"]),
        ("ZL201410135735.5", ["CN201410135735.5"]),
        ("CN101234567B", ["CN101234567B"]),
        ("CN101234567", ["CN101234567"]),
        ("201410135735", ["CN201410135735.5"]),
        ("EP1000000", ["EP1000000"]),
        ("WO 2012/123456 A1", ["WO2012123456A1"]),
        ("PCT/CN2012/070123", ["PCT/CN2012/070123"]),
        ("US10879842", ["US10879842", "US10/879842"]),
        ("US29/123456", ["US29/123456"]),
        ("JP2001123456", ["JP2001123456", "JP2001123456"]),
        ("CN85100001A", ["CN85100001A", "CN85100001.0"]),
        ("1234567", ["CN1234567", "US1234567", "EP1234567"]),
        ("1234567B2", ["US1234567B2", "EP1234567B2"]),
        ("RE38456", ["USRE38456"]),
        ("2004/0001234", ["US20040001234"]),
        ("99/12345", ["WO1999012345"]),
        ("97105123.0", ["EP97105123.0"]),
    ],
)
def test_typed_number_has_every_reading_likeliest_first(text: str, readings: list[str]) -> None:
    assert [str(reading) for reading in parse_number(text)] == readings


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_empty"),
        ("我的专利", "number_unreadable"),
        ("2.01410E+11", "number_digits_lost"),
        ("ZL201410135735.X", "number_check_digit"),
        ("CN201440135735", "number_type_digit"),
        ("123", "number_length"),
        ("ZL101234567", "number_unreadable"),
        ("PCT/QQ2012/070123", "number_unreadable"),
    ],
)
def test_typed_number_without_a_reading_is_refused_with_the_most_telling_code(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert (caught.value.code, caught.value.text) == (code, text)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_said_in_both_languages(code: str) -> None:
    for lang in ("zh", "en"):
        sentence = wording.say(f"problem.{code}", lang=lang, value="42")
        assert code == "number_empty" or "42" in sentence
