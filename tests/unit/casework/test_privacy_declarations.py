"""What a model says of personal data is read from its inner class, and an omission is a bug."""

from __future__ import annotations

import pytest

from district.casework.privacy import PersonalData, declared


class Visitor:
    class Privacy:
        kind = "contact"
        retention_days = 365
        seen_by = ("self", "point_staff")
        subject = "user"
        erased = ("name",)


def test_a_declaration_says_kind_retention_and_who_may_see() -> None:
    found = declared(Visitor)
    assert (found.kind, found.retention_days, found.seen_by) == (PersonalData.CONTACT, 365, ("self", "point_staff"))
    assert (found.subject, found.erased) == ("user", ("name",))


def test_a_model_without_a_declaration_is_a_bug() -> None:
    class Child(Visitor):
        """Inherits the class, but says nothing itself."""

    with pytest.raises(TypeError, match="Child has no class Privacy"):
        declared(Child)


def test_an_unknown_kind_is_a_bug() -> None:
    class Odd:
        class Privacy:
            kind = "gossip"
            retention_days = None
            seen_by = ()

    with pytest.raises(ValueError, match="gossip"):
        declared(Odd)
