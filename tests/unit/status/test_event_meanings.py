from __future__ import annotations

import pytest

from patentry.records import EventKind
from patentry.status.event_meanings import PublishedCode, meaning_of_event

CODES = {
    ("XX", "MM4A"): PublishedCode("LAPSE BECAUSE OF NON-PAYMENT", "H", "-"),
    ("XX", "NF4A"): PublishedCode("RESTORED", "K", "+"),
    ("XX", "NE4A"): PublishedCode("APPLICATION FOR RESTORATION", "K", ""),
    ("XX", "FG4A"): PublishedCode("PATENT GRANTED", "F", "+"),
    ("XX", "FGX"): PublishedCode("GRANT CANCELLED", "F", "-"),
    ("XX", "FC9A"): PublishedCode("APPLICATION REFUSED", "B", "-"),
    ("XX", "SPCL"): PublishedCode("SUPPLEMENTARY PROTECTION CERTIFICATE LAPSED", "H", "-"),
    ("XX", "REVO"): PublishedCode("PATENT REVOKED", "L", ""),
    ("XX", "ZZ"): PublishedCode("SOMETHING", "Z", "-"),
    ("XX", "OLD"): PublishedCode("SOMETHING", "", "-"),
    ("CN", "CF01"): PublishedCode("SOMETHING ELSE", "F", "+"),
}


@pytest.mark.parametrize(
    ("authority", "code", "kind"),
    [
        ("XX", "MM4A", EventKind.CEASED),
        ("XX", "NF4A", EventKind.RESTORATION),
        ("XX", "NE4A", EventKind.OTHER),
        ("XX", "FG4A", EventKind.NATIONAL_GRANT),
        ("XX", "FGX", EventKind.UNRECOGNISED),
        ("XX", "FC9A", EventKind.WITHDRAWAL),
        ("XX", "SPCL", EventKind.OTHER),
        ("XX", "ZZ", EventKind.UNRECOGNISED),
        ("XX", "OLD", EventKind.UNRECOGNISED),
        ("XX", "NOT", EventKind.UNRECOGNISED),
        ("CN", "CF01", EventKind.FEE_LAPSE),
        ("EP", "REG XX MM4A", EventKind.NATIONAL_LAPSE),
        ("EP", "REG XX NF4A", EventKind.NATIONAL_REVIVAL),
        ("EP", "REG XX FG4A", EventKind.NATIONAL_GRANT),
        ("EP", "REG XX REVO", EventKind.OTHER),
        ("EP", "REG XX NOT", EventKind.UNRECOGNISED),
    ],
)
def test_our_own_table_decides_then_class_and_influence_together(authority: str, code: str, kind: EventKind) -> None:
    assert meaning_of_event(authority=authority, code=code, title="", codes=CODES) is kind


def test_words_about_one_state_do_not_revoke_the_patent() -> None:
    title = "REFERENCE TO A NATIONAL CODE: PATENT REVOKED"
    assert meaning_of_event(authority="EP", code="REG YY X", title=title, codes={}) is EventKind.UNRECOGNISED
    register = meaning_of_event(authority="EP", code="STATUS 9", title="Patent revoked", codes={})
    assert register is EventKind.WHOLE_INVALIDATION
