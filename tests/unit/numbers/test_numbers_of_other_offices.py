"""Numbers of the United States, the EPO, WIPO and, in the general form, of everybody else."""

from __future__ import annotations

import pytest

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber


@pytest.mark.parametrize(
    ("text", "authority", "canonical"),
    [
        ("US10/879842", None, "US10/879842"),
        ("10/879,842", None, "US10/879842"),
        ("10879842", "US", "US10/879842"),
        ("29/123456", None, "US29/123456"),
        ("US 60/123,456", None, "US60/123456"),
        ("US 201213657122 A", None, "US13/657122"),
        ("US20090467230", None, "US20090467230"),
        ("US20090220920P", None, "US20090220920P"),
        ("PCT/CN2012/070123", None, "PCT/CN2012/070123"),
        ("PCT/JP02/07639", "US", "PCT/JP2002/007639"),
        ("PCTNL00/00518", "WO", "PCT/NL2000/000518"),
        ("WO1998US16128", None, "PCT/US1998/016128"),
        ("EP97105123", None, "EP97105123.0"),
        ("EP 98660050.0", None, "EP98660050.0"),
        ("08290305.5", "EP", "EP08290305.5"),
        ("EP20080165747", None, "EP08165747.0"),
        ("JP2001123456", None, "JP2001123456"),
        ("JP 2001-123456 A", None, "JP2001123456"),
        ("kr1020040016744", None, "KR1020040016744"),
        ("2002078004", "jp", "JP2002078004"),
        ("KR19990013715U", None, "KR19990013715U"),
        ("DE 10 2012 345 678.9", None, "DE102012345678"),
        ("DE1020123456789", None, "DE102012345678"),
        ("195 12 345.6", "DE", "DE19512345"),
        ("DE P 40 12 345.6", None, "DE4012345"),
        ("DE 102012345678 A", None, "DE102012345678"),
    ],
)
def test_application_numbers_have_one_form(text: str, authority: str | None, canonical: str) -> None:
    number = ApplicationNumber.parse(text, authority=authority)
    assert str(number) == canonical
    assert ApplicationNumber.parse(canonical) == number


def test_pct_application_belongs_to_wipo() -> None:
    assert ApplicationNumber.parse("PCT/CN2012/070123").authority == "WO"


@pytest.mark.parametrize(
    "number",
    ["01963450.0", "02779063.3", "06115826.7", "16839078.9", "78100007.0", "90308718.7", "99403122.7"],
)
def test_european_check_digit_is_computed_where_it_is_missing(number: str) -> None:
    assert str(ApplicationNumber.parse(number[:8], authority="EP")) == f"EP{number}"


@pytest.mark.parametrize(
    ("text", "authority", "canonical"),
    [
        ("US8093456B2", None, "US8093456B2"),
        ("US 8,093,456 B2", None, "US8093456B2"),
        ("8,093,456", None, "US8093456"),
        ("06983169", "US", "US6983169"),
        ("US-7622367-B1", None, "US7622367B1"),
        ("US6414290 (B1)", None, "US6414290B1"),
        ("USD435854S1", None, "USD435854S1"),
        ("D0656296", "US", "USD656296"),
        ("USPP12345P2", None, "USPP12345P2"),
        ("PP018398", "US", "USPP18398"),
        ("USRE38456E1", None, "USRE38456E1"),
        ("H000445", "US", "USH445"),
        ("UST964006", None, "UST964006"),
        ("US20010000044A1", None, "US20010000044A1"),
        ("US 2004/0001234 A1", None, "US20040001234A1"),
        ("US2004001234A1", None, "US20040001234A1"),
        ("WO2012123456A1", None, "WO2012123456A1"),
        ("WO 2012/123456 A1", None, "WO2012123456A1"),
        ("WO9912345", None, "WO1999012345"),
        ("WO 99/12345", None, "WO1999012345"),
        ("WO-99-12345", None, "WO1999012345"),
        ("02/069697", "WO", "WO2002069697"),
        ("WO 11/11713", None, "WO2011011713"),
        ("WO200121446", None, "WO2001021446"),
        ("DM/054034", "WO", "WODM054034"),
        ("EP1000000A1", None, "EP1000000A1"),
        ("EP 0 499 372 A2", None, "EP0499372A2"),
        ("736 994", "EP", "EP0736994"),
        ("JP2001123456A", None, "JP2001123456A"),
        ("JP-H08252263-A", None, "JPH08252263A"),
        ("DE10145361B4", None, "DE10145361B4"),
        ("mxPA/a/2005/010226", None, "MXPAA2005010226"),
        ("GB 2387486 A", None, "GB2387486A"),
    ],
)
def test_publication_numbers_have_one_form(text: str, authority: str | None, canonical: str) -> None:
    number = PublicationNumber.parse(text, authority=authority)
    assert str(number) == canonical
    assert PublicationNumber.parse(canonical) == number


@pytest.mark.parametrize(
    ("text", "authority", "code"),
    [
        ("US123", None, "number_length"),
        ("US30/123456", None, "number_unreadable"),
        ("EP97105123.4", None, "number_check_digit"),
        ("EP9710512", None, "number_length"),
        ("EPX", None, "number_unreadable"),
        ("PCT/QQ2012/070123", None, "number_unreadable"),
        ("PCT/CN2012/0701234", None, "number_length"),
        ("PCT/CN1970/070123", None, "number_unreadable"),
        ("PCT", None, "number_unreadable"),
        ("JPX", None, "number_unreadable"),
        ("JP" + "1" * 30, None, "number_length"),
        ("123456", "QQ", "number_unreadable"),
    ],
)
def test_refused_applications(text: str, authority: str | None, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        ApplicationNumber.parse(text, authority=authority)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US29/123456", "number_unreadable"),
        ("US0", "number_unreadable"),
        ("US123456789", "number_length"),
        ("USD12345678", "number_length"),
        ("EP12345678", "number_length"),
        ("EP0000000", "number_unreadable"),
        ("WO123", "number_length"),
        ("WO1970123456", "number_unreadable"),
        ("WOX", "number_unreadable"),
        ("JPA", "number_unreadable"),
        ("US8,093,456 B22", "number_unreadable"),
    ],
)
def test_refused_publications(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        PublicationNumber.parse(text)
    assert caught.value.code == code
