"""What keeps two names apart however alike they are."""

from __future__ import annotations

from functools import cache

from patentry.parties.names.han import province_of
from patentry.parties.names.parts import NormalName, Script
from patentry.parties.names.tables import rows_of


def contradiction(a: NormalName, b: NormalName) -> str | None:
    """Answer what says that two names are two organisations: `numbers`, `place`,
    `trade_name` or `telling`; None where nothing does.

    Two firms of the same 字号 and 行业 may stand side by side in two places (企业名称登记管理规定 art. 17), so places
    that exclude each other decide; a place one name leaves out does not. One other character in the first two, the
    rest alike, is another 字号 as often as a misprint.
    """
    if a.numbers != b.numbers and (a.script is Script.HAN or (a.numbers and b.numbers)):
        return "numbers"
    if a.script is not Script.HAN:
        return None
    if not places_agree(a.place, b.place):
        return "place"
    if _is_other_trade_name(a.core, b.core):
        return "trade_name"
    one, two = "".join(a.core), "".join(b.core)
    if any((word in one) != (word in two) for word in _telling()):
        return "telling"
    return None


def _is_other_trade_name(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return (
        len(one) == len(two) and one[2:] == two[2:] and sum(a != b for a, b in zip(one[:2], two[:2], strict=True)) == 1
    )


def places_agree(one: str, two: str) -> bool:
    """Answer whether two places may be one: the same, one left out, or a city and its province."""
    if one == two or not one or not two:
        return True
    return (province_of(one) == two) or (province_of(two) == one)


@cache
def _telling() -> tuple[str, ...]:
    return tuple(row["word"] for row in rows_of("telling_words_han"))
