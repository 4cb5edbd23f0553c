"""A number as a person types it: every reading it admits, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from patentry.numbers.errors import CODES, NumberError
from patentry.numbers.kinds import is_known_kind
from patentry.numbers.scheme import Scheme, fold
from patentry.numbers.schemes import SCHEMES, scheme_of, split_prefix
from patentry.numbers.values import ApplicationNumber, PublicationNumber

Number = ApplicationNumber | PublicationNumber


def parse_number(text: str) -> tuple[Number, ...]:
    """Answer every application or publication number the text may be, the likeliest first.

    A prefix decides the authority; without one China, the United States, the EPO and WIPO are tried. Raises
    `NumberError` with the most telling of the refusals when there is no reading.
    """
    try:
        folded = fold(text)
        authority, rest = split_prefix(folded, None)
    except NumberError as error:
        raise NumberError(error.code, text) from None
    readings: list[Number] = []
    refusals = {"number_unreadable"}
    for scheme, publication in _attempts(authority, folded):
        try:
            readings.append(_read(scheme, rest, publication=publication))
        except NumberError as error:
            refusals.add(error.code)
    if not readings:
        raise NumberError(min(refusals, key=CODES.index), text)
    return tuple(sorted(readings, key=_unlikeliness))


def _attempts(authority: str | None, folded: str) -> Iterator[tuple[Scheme, bool]]:
    """Which scheme to try, and whether as a publication."""
    if authority is not None:
        scheme = scheme_of(authority)
        yield scheme, False
        if not folded.startswith(("ZL", "PCT")):
            yield scheme, True
        return
    for scheme in SCHEMES.values():
        if scheme.bare_application and scheme.bare_application.fullmatch(folded):
            yield scheme, False
        if scheme.bare_publication and scheme.bare_publication.fullmatch(folded):
            yield scheme, True


def _read(scheme: Scheme, rest: str, *, publication: bool) -> Number:
    if publication:
        return PublicationNumber(scheme.authority, *scheme.read_publication(rest))
    return ApplicationNumber(scheme.authority, *scheme.read_application(rest))


def _unlikeliness(number: Number) -> int:
    """A kind in use speaks for a publication, eight or twelve Chinese digits for an application."""
    if isinstance(number, ApplicationNumber):
        return 1 if number.authority == "CN" else 3
    if number.kind is None:
        return 2
    return 0 if is_known_kind(authority=number.authority, kind=number.kind) else 4
