"""What keeps two names apart however alike they are."""

from __future__ import annotations

from functools import cache

from patentry.parties.names.han import province_of
from patentry.parties.names.parts import NormalName, Script
from patentry.parties.names.tables import rows_of


def contradiction(a: NormalName, b: NormalName) -> str | None:
    """Answer what says that two names are two organisations: `numbers`, `place` or `telling`; None where nothing does.

    Two firms of the same 字号 and 行业 may stand side by side in two places (企业名称登记管理规定 art. 17), so places
    that exclude each other decide; a place one name leaves out does not.
    """
    if a.numbers != b.numbers and (a.script is Script.HAN or (a.numbers and b.numbers)):
        return "numbers"
    if a.script is not Script.HAN:
        return None
    if not places_agree(a.place, b.place):
        return "place"
    one, two = "".join(a.core), "".join(b.core)
    if any((word in one) != (word in two) for word in _telling()):
        return "telling"
    return None


def places_agree(one: str, two: str) -> bool:
    """Answer whether two places may be one: the same, one left out, or a city and its province."""
    if one == two or not one or not two:
        return True
    return (province_of(one) == two) or (province_of(two) == one)


@cache
def _telling() -> tuple[str, ...]:
    return tuple(row["word"] for row in rows_of("telling_words_han"))
