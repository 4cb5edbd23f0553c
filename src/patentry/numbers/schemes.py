"""The table of authorities: who numbers how. To add one, write its module and put its line here."""

from __future__ import annotations

from functools import cache

from patentry.numbers import cn, docdb, ep, us, wo
from patentry.numbers.authorities import ST3
from patentry.numbers.errors import NumberError
from patentry.numbers.scheme import Scheme

SCHEMES = {scheme.authority: scheme for scheme in (cn.SCHEME, us.SCHEME, ep.SCHEME, wo.SCHEME)}
"""In the order in which a number without a prefix is tried."""


@cache
def scheme_of(authority: str) -> Scheme:
    """Answer how an authority numbers; the general DOCDB form where it has no module of its own."""
    return SCHEMES.get(authority) or docdb.scheme(authority)


def split_prefix(folded: str, authority: str | None) -> tuple[str | None, str]:
    """Answer the authority (given, or named by the text's prefix, or None) and the text without the prefix.

    An international application is WO's whatever country a file puts beside it. Raises `NumberError` for an
    authority that does not exist.
    """
    if folded.startswith("PCT"):
        return "WO", folded
    if authority is not None:
        given = authority.strip().upper()
        if given not in ST3:
            raise NumberError("number_unreadable", folded)
        return given, _without(given, folded)
    if folded.startswith("ZL"):
        return "CN", folded
    prefix = folded[:2]
    return (prefix, _without(prefix, folded)) if prefix in ST3 else (None, folded)


def _without(authority: str, folded: str) -> str:
    return folded.removeprefix(authority).lstrip(".:/-") if folded.startswith(authority) else folded
