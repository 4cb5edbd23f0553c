from __future__ import annotations

import pytest

from patentry.classes import parse_uspc


@pytest.mark.parametrize(
    ("stated", "canonical"),
    [
        ("179 90K", "179/90K"),
        ("179  2DD", "179/2DD"),
        ("340172.5", "340/172.5"),
        ("235156", "235/156"),
        ("235 92PL", "235/92PL"),
        ("224 4207", "224/42.07"),
        ("224 42.03R", "224/42.03R"),
        (" 15328", "15/328"),
        ("  2 69", "2/69"),
        ("2063081", "206/308.1"),
        ("369 772", "369/77.2"),
        ("D14480", "D14/480"),
        ("D 6626", "D6/626"),
        ("D02735", "D2/735"),
        ("4675", "4/675"),
        ("15328", "15/328"),
        ("PLT263", "PLT/263"),
        ("705026000", "705/26"),
        ("206308100", "206/308.1"),
        ("002069000", "2/69"),
        ("061002R", "61/2R"),
        ("06100200", "61/2"),
        ("375/376", "375/376"),
        ("2/69", "2/69"),
        ("707/E17.001", "707/E17.001"),
        ("707E17001", "707/E17.001"),
        (" 74DIG 8", "74/DIG.8"),
        (" 74DIG.  8", "74/DIG.8"),
        (" 74DIG008", "74/DIG.8"),
    ],
)
def test_symbol_of_the_us_classification_is_read_from_columns_and_from_writing(
    stated: str, canonical: str | None
) -> None:
    assert parse_uspc(stated) == canonical


@pytest.mark.parametrize(
    "stated", ["", "N/A", "D14432-  3", "360 9701- 9912", "705", "abc", "H04M 1100", "426/", "000000"]
)
def test_range_or_other_text_is_no_symbol(stated: str) -> None:
    assert parse_uspc(stated) is None
