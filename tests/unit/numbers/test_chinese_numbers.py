"""Chinese application and publication numbers (domain notes 1.6)."""

from __future__ import annotations

import pytest

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.numbers.cn import check_digit

VECTORS = [
    ("201710601862", "3"),
    ("95115608", "X"),
    ("97101765", "4"),
    ("201610158350", "X"),
    ("201410234381", "X"),
    ("202221562055", "8"),
    ("202220786942", "7"),
    ("202123021163", "2"),
    ("201410135735", "5"),
    ("00814037", "5"),
    ("01800565", "9"),
    ("200510113767", "6"),
]


@pytest.mark.parametrize(("serial", "check"), VECTORS)
def test_real_numbers_have_the_computed_check_digit(serial: str, check: str) -> None:
    expected = ApplicationNumber("CN", serial, check)
    assert ApplicationNumber.parse(f"CN{serial}.{check}") == expected
    assert ApplicationNumber.parse(serial + check) == expected
    assert ApplicationNumber.parse(serial) == expected


@pytest.mark.parametrize(
    "text",
    [
        "CN201410135735.5",
        "ZL201410135735.5",
        "ZL 2014 1 0135735.5",
        "ZL2014-1-0135735.5",
        "CN 2014.1.0135735.5",
        "CNZL201410135735.5",
        "zl201410135735.5",
        "201410135735.5",
        "2014101357355",
        "201410135735",
        "201410135735.",
        "201410135735,5",
        "201410135735.50",
        "２０１４１０１３５７３５．５",
        "ＣＮ２０１４１０１３５７３５。５",
        "\ufeff 201410135735.5\u3000",
        "'201410135735.5",
        '="201410135735.5"',
        "CN201410135735A",
        "CN 201410135735 A",
    ],
)
def test_every_spelling_is_the_same_number(text: str) -> None:
    assert str(ApplicationNumber.parse(text)) == "CN201410135735.5"
    assert str(ApplicationNumber.parse(text, authority="CN")) == "CN201410135735.5"


@pytest.mark.parametrize("text", ["CN95115608.X", "95115608.x", "95115608X", "ZL 95 1 15608.x", "95115608"])
def test_old_numbers_keep_their_eight_digits(text: str) -> None:
    assert str(ApplicationNumber.parse(text)) == "CN95115608.X"


def test_check_digit_nought_dropped_by_a_spreadsheet_is_computed() -> None:
    with_nought = next(
        number
        for number in (ApplicationNumber.parse(f"2014101357{tail:02}") for tail in range(100))
        if number.check == "0"
    )
    assert ApplicationNumber.parse(with_nought.serial) == with_nought
    assert ApplicationNumber.parse(with_nought.serial + ".0") == with_nought
    assert ApplicationNumber.parse(with_nought.serial + ".00") == with_nought
    assert ApplicationNumber.parse("201410135730").check == "2"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_empty"),
        ("  \u3000", "number_empty"),
        ("装置", "number_unreadable"),
        ("CN", "number_unreadable"),
        ("CN101234567B", "number_unreadable"),
        ("198010135735", "number_unreadable"),
        ("50115608", "number_unreadable"),
        ("2" * 65, "number_unreadable"),
        ("2.01410E+11", "number_digits_lost"),
        ("CN2.0141E11", "number_digits_lost"),
        ("2,01410e+11", "number_digits_lost"),
        ("2E+11", "number_digits_lost"),
        ("２．０１４１０Ｅ＋１１", "number_digits_lost"),
        ("201410000000", "number_digits_lost"),
        ("201000000000", "number_digits_lost"),
        ("2014100000000", "number_digits_lost"),
        ("ZL 2014 1 0135735.X", "number_check_digit"),
        ("201410135735.0", "number_check_digit"),
        ("CN201410135735.55", "number_length"),
        ("951156080", "number_check_digit"),
        ("20141013573", "number_length"),
        ("20141013573555", "number_length"),
        ("2014101357", "number_length"),
        ("1234567", "number_length"),
        ("201440135735", "number_type_digit"),
        ("CN201450135735.5", "number_type_digit"),
        ("95415608", "number_type_digit"),
    ],
)
def test_what_is_wrong_is_said_with_its_code(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        ApplicationNumber.parse(text)
    assert (caught.value.code, caught.value.text) == (code, text)


def test_long_form_is_read_for_every_year_and_serial_with_its_check_digit() -> None:
    assert ApplicationNumber.parse("CN200110000012").check == "7"
    first = ApplicationNumber.parse(f"CN201410000000.{check_digit('201410000000')}")
    assert first.serial == "201410000000"


@pytest.mark.parametrize(
    ("serial", "right"),
    [
        ("201410135735", "invention"),
        ("201480135735", "invention"),
        ("202221562055", "utility_model"),
        ("202290000012", "utility_model"),
        ("202230000012", "design"),
        ("98800001", "invention"),
        ("95215608", "utility_model"),
    ],
)
def test_type_digit_names_the_right(serial: str, right: str) -> None:
    assert ApplicationNumber.parse(serial).right_type == right


def test_number_of_another_authority_names_no_right() -> None:
    assert ApplicationNumber.parse("US29/123456").right_type is None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("CN101234567B", "CN101234567B"),
        ("cn 101234567 b", "CN101234567B"),
        ("CN-101721236-A", "CN101721236A"),
        ("101234567B", "CN101234567B"),
        ("CN101234567", "CN101234567"),
        ("CN1234567C", "CN1234567C"),
        ("CN85100001B", "CN85100001B"),
        ("CN305123456S", "CN305123456S"),
        ("CN201788547 (U)", "CN201788547U"),
        ("ＣＮ１０１２３４５６７Ｂ", "CN101234567B"),
    ],
)
def test_publication_numbers_of_three_eras(text: str, canonical: str) -> None:
    assert str(PublicationNumber.parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN12345B", "number_length"),
        ("CN1012345678B", "number_length"),
        ("CN201410135735.5", "number_length"),
        ("CN12345678B", "number_length"),
        ("CN401234567B", "number_type_digit"),
        ("CN85400001B", "number_type_digit"),
        ("CNB", "number_unreadable"),
        ("CN101234567BB", "number_unreadable"),
    ],
)
def test_what_is_no_publication_number_is_refused(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        PublicationNumber.parse(text)
    assert caught.value.code == code
