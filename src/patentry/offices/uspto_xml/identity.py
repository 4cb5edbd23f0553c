"""The numbers of a grant and of what it cites, and which right it is."""

from __future__ import annotations

import re

from lxml import etree

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import RightType

SERIAL_DIGITS = 6
LETTERS = re.compile(r"US([A-Z]*)\d")
RIGHT_TYPES = {"utility": RightType.INVENTION, "design": RightType.DESIGN, "plant": RightType.PLANT}
RIGHT_TYPES_BY_PREFIX = {"": RightType.INVENTION, "D": RightType.DESIGN, "PP": RightType.PLANT}
DESIGN_SERIES = "29"


def publication_number_of(identity: dict[str, str], *, warn: Warn) -> str | None:
    """Answer the canonical publication number, "USD435854S1" of "D0435854" and "S1"; what is missing is reported."""
    stated = identity.get("doc-number")
    if not stated:
        warn("field_missing", "publication_number", None)
        return None
    if not identity.get("kind"):
        warn("field_missing", "kind", None)
    try:
        return str(PublicationNumber.parse(stated, authority="US", kind=identity.get("kind")))
    except NumberError as error:
        warn(error.code, "publication_number", stated)
        return None


def application_number_of(identity: dict[str, str], series: str, *, warn: Warn) -> str | None:
    """Answer the canonical application number, series code first: "US10/879842"."""
    stated = identity.get("doc-number")
    if not stated:
        warn("field_missing", "application_number", None)
        return None
    has_series = not stated.isdigit() or len(stated) != SERIAL_DIGITS
    try:
        return str(ApplicationNumber.parse(stated if has_series else series + stated, authority="US"))
    except NumberError as error:
        warn(error.code, "application_number", stated)
        return None


def right_type_of(
    *, stated: str, publication_number: str | None, biblio: dict[str, etree._Element], series: str
) -> RightType:
    """Answer which right a grant is; a utility grant is an invention, a reissue keeps its original's type.

    An invention registration or defensive publication is no patent, so it is `other`.
    """
    known = RIGHT_TYPES.get(stated)
    if known is not None:
        return known
    found = LETTERS.match(publication_number or "")
    prefix = found[1] if found else None
    if stated == "reissue" or prefix == "RE":
        return _original_of_reissue(biblio, series)
    if stated or prefix is None:
        return RightType.OTHER
    return RIGHT_TYPES_BY_PREFIX.get(prefix, RightType.OTHER)


def _original_of_reissue(biblio: dict[str, etree._Element], series: str) -> RightType:
    if "us-botanic" in biblio:
        return RightType.PLANT
    is_design = series == DESIGN_SERIES or "classification-locarno" in biblio
    return RightType.DESIGN if is_design else RightType.INVENTION
