"""Numbers go out and come back the same, and nothing but `NumberError` comes of any text."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber, parse_number
from patentry.numbers.authorities import ST3


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(1, 10**count - 1).map(lambda number: str(number).zfill(count))


_TYPE = st.sampled_from("12389")
_KIND = st.sampled_from(["", "A", "A1", "A9", "B", "B1", "B2", "C3", "E1", "P2", "S1", "U", "Y"])
_YEAR = st.integers(2003, 2099).map(str)
_OFFICE = st.sampled_from(sorted(ST3))
_OTHERS = st.sampled_from(sorted(ST3 - {"CN", "US", "EP", "WO"}))

CHINESE = st.builds("".join, st.tuples(st.integers(1985, 2099).map(str), _TYPE, _digits(7))) | st.builds(
    "".join, st.tuples(st.sampled_from(["85", "99", "00", "03"]), _TYPE, _digits(5))
)
APPLICATIONS = st.one_of(
    CHINESE.map(lambda serial: "CN" + serial),
    st.builds("US{}/{}".format, st.sampled_from(["08", "16", "29", "35", "60", "63", "90"]), _digits(6)),
    st.builds("US{}0{}{}".format, _YEAR, _digits(6), st.sampled_from(["", "P"])),
    st.builds("EP{}".format, _digits(8)),
    st.builds("PCT/{}{}/{}".format, _OFFICE, _YEAR, _digits(6)),
    st.builds("WO{}{}{}".format, _YEAR, _OFFICE, _digits(5)),
    st.builds("{}{}{}".format, _OTHERS, st.sampled_from(["", "H", "PI", "PA/a/"]), _digits(9)),
)
PUBLICATIONS = st.one_of(
    st.builds("CN{}{}{}".format, st.sampled_from("123"), _digits(6) | _digits(8), _KIND),
    st.builds("CN85{}{}{}".format, st.sampled_from("123"), _digits(5), _KIND),
    st.builds("US{}{}{}".format, st.sampled_from(["", "D", "PP", "RE", "H", "T"]), _digits(7), _KIND),
    st.builds("US{}{}{}".format, _YEAR, _digits(6) | _digits(7), _KIND),
    st.builds("EP{}{}".format, _digits(7), _KIND),
    st.builds("WO{}/{}{}".format, _YEAR, _digits(6), _KIND),
    st.builds("WO{}{}{}".format, st.integers(78, 99), _digits(5), _KIND),
    st.builds("{}{}{}{}".format, _OTHERS, st.sampled_from(["", "S", "PI", "P-"]), _digits(9), _KIND),
)
NOISE = st.text(max_size=30) | st.text("CNZLUSEPWOPT0123456789X.,/-: E+AB（）０１．\u3000", max_size=24)


@given(APPLICATIONS)
def test_application_number_survives_its_canonical_form(text: str) -> None:
    number = ApplicationNumber.parse(text)
    assert ApplicationNumber.parse(str(number)) == number
    assert str(ApplicationNumber.parse(str(number))) == str(number)
    assert number in parse_number(str(number))


@given(PUBLICATIONS)
def test_publication_number_survives_its_canonical_form(text: str) -> None:
    number = PublicationNumber.parse(text)
    assert PublicationNumber.parse(str(number)) == number
    assert PublicationNumber.parse(str(number.base), kind=number.kind) == number
    assert number in parse_number(str(number))


@given(CHINESE, st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(serial: str, place: int, digit: str) -> None:
    number = ApplicationNumber.parse(serial)
    place %= len(serial)
    wrong = serial[:place] + digit + serial[place + 1 :]
    if wrong == serial:
        return
    try:
        other = ApplicationNumber.parse(f"CN{wrong}.{number.check}")
    except NumberError:
        return
    raise AssertionError(f"{wrong} was taken with the check digit of {serial}: {other}")


@given(CHINESE, st.sampled_from(["", "CN", "ZL", "zl "]), st.sampled_from([".", "", "．", " "]))
def test_spelling_does_not_change_a_chinese_number(serial: str, prefix: str, point: str) -> None:
    number = ApplicationNumber.parse(serial)
    assert ApplicationNumber.parse(f"{prefix}{serial}{point}{number.check}") == number
    spaced = " ".join(serial)
    assert ApplicationNumber.parse(f"{prefix}{spaced}{point}{str(number.check).lower()}") == number


@given(NOISE, st.none() | _OFFICE | st.text(max_size=3), st.none() | st.text(max_size=3))
def test_any_text_is_read_and_survives_or_is_refused(text: str, authority: str | None, kind: str | None) -> None:
    with suppress(NumberError):
        application = ApplicationNumber.parse(text, authority=authority)
        assert ApplicationNumber.parse(str(application)) == application
    with suppress(NumberError):
        publication = PublicationNumber.parse(text, authority=authority, kind=kind)
        assert PublicationNumber.parse(str(publication)) == publication


@given(NOISE)
def test_typed_text_gives_readings_or_a_refusal(text: str) -> None:
    with suppress(NumberError):
        assert parse_number(text)
