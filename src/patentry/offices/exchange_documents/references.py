"""Numbers of exchange documents: of several forms of one number, DOCDB's is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from patentry.numbers import NumberError, PublicationNumber
from patentry.numbers.exchange import exchanged_application, names_the_series
from patentry.offices.xml_documents.elements import complaint_about_day, parse_day, texts_of
from patentry.offices.xml_documents.parsing import Warn

FORMS = ("docdb", "docdba", "epodoc", "original")
"""The forms of a number or name, the preferred first; a reference without a form is DOCDB's."""


class Reference(NamedTuple):
    """One number as stated: in DOCDB's form where there is one, beside the office's own."""

    country: str
    number: str
    kind: str
    date: str
    lang: str
    original: str

    def publication(self) -> str:
        """Answer the canonical publication number. Raises `NumberError`."""
        return published(self.country, self.number, self.kind)

    def application(self) -> str:
        """Answer the canonical application number. Raises `NumberError`."""
        return exchanged_application(
            self.country, self.number, kind=self.kind, day=parse_day(self.date), original=self.original
        )


@lru_cache(maxsize=100_000)
def published(country: str, number: str, kind: str) -> str:
    """Answer a canonical publication number. Raises `NumberError`."""
    return str(PublicationNumber.parse(number, authority=country or None, kind=kind))


def references_of(elements: Iterable[etree._Element]) -> Iterator[Reference]:
    """Answer each numbered thing once, in order: several forms of it share a `sequence` or stand in one element."""
    together: dict[str, dict[str, dict[str, str]]] = {}
    for place, element in enumerate(elements):
        turn = element.get("sequence") or ("" if element.get("data-format") else str(place))
        forms = together.setdefault(turn, {})
        for number in element.iterchildren("document-id"):
            form = element.get("data-format") or number.get("document-id-type") or "docdb"
            told = texts_of(number)
            told["lang"] = number.get("lang") or ""
            forms.setdefault(form, told)
    for forms in together.values():
        reference = _best(forms)
        if reference is not None:
            yield reference


def reference_of(elements: Iterable[etree._Element]) -> Reference | None:
    """Answer the first of the numbered things, None where there is none."""
    return next(references_of(elements), None)


def _best(forms: dict[str, dict[str, str]]) -> Reference | None:
    for form in (*FORMS, *forms):
        told = forms.get(form)
        if told and told.get("doc-number"):
            original = forms.get("original", {}).get("doc-number", "")
            number, country = told["doc-number"], told.get("country", "")
            if not country and form in ("docdb", "epodoc"):
                country, number = number[:2], number[2:]
            return Reference(country, number, told.get("kind", ""), _day(forms), told["lang"], original)
    return None


def _day(forms: dict[str, dict[str, str]]) -> str:
    return next((told["date"] for told in forms.values() if told.get("date")), "")


def publication_number_of(reference: Reference | None, *, warn: Warn) -> str | None:
    """Answer the canonical number of a publication, None (and a warning) where it cannot be read."""
    if reference is None:
        warn("field_missing", "publication_number", None)
        return None
    try:
        return reference.publication()
    except NumberError as error:
        warn(error.code, "publication_number", f"{reference.country}{reference.number}{reference.kind}")
        return None


def application_number_of(reference: Reference | None, *, warn: Warn) -> str | None:
    """Answer the canonical application number.

    An American number without its series is left out: beside the same application under its full number it would be a
    second patent.
    """
    if reference is None:
        return None
    try:
        number = reference.application()
    except NumberError as error:
        warn(error.code, "application_number", f"{reference.country} {reference.number}")
        return None
    return number if names_the_series(number) else None


def stated_day(text: str, *, field: str, warn: Warn) -> date | None:
    """Answer a day of a reference, None where it states none; an impossible one is reported."""
    if not text or text in ("00000000", "00010101"):
        return None
    day = parse_day(text)
    if day is None:
        warn(complaint_about_day(text), field, text)
    return day
