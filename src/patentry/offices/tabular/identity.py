"""Numbers in cells: which patent a row is about, in the canonical form of `patentry.numbers`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber, parse_number
from patentry.offices.tabular.cells import CellError
from patentry.records import RightType


class NumberInCell(NamedTuple):
    """A number as records hold it. `right_type` and `kind` only where the number itself tells."""

    number: str
    authority: str
    is_application: bool
    right_type: RightType | None = None
    kind: str | None = None


@lru_cache(maxsize=50_000)
def read_application(text: str) -> NumberInCell:
    """Answer an application or patent number; raises `CellError`."""
    try:
        return _of_application(ApplicationNumber.parse(text))
    except NumberError as error:
        raise CellError(error.code, text) from error


@lru_cache(maxsize=50_000)
def read_publication(text: str) -> NumberInCell:
    """Answer a publication number; raises `CellError`."""
    try:
        return _of_publication(PublicationNumber.parse(text))
    except NumberError as error:
        raise CellError(error.code, text) from error


@lru_cache(maxsize=50_000)
def read_number(text: str) -> NumberInCell:
    """Answer the likeliest reading of a number that may be either; raises `CellError`."""
    try:
        number = parse_number(text)[0]
    except NumberError as error:
        raise CellError(error.code, text) from error
    return _of_application(number) if isinstance(number, ApplicationNumber) else _of_publication(number)


def _of_application(number: ApplicationNumber) -> NumberInCell:
    right = RightType(number.right_type) if number.right_type else None
    return NumberInCell(str(number), number.authority, True, right)


def _of_publication(number: PublicationNumber) -> NumberInCell:
    return NumberInCell(str(number), number.authority, False, None, number.kind)
