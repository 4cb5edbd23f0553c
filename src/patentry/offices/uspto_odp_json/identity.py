"""Which application a file wrapper is, which patent came of it, and which right that is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.json_documents.fields import day_in, object_in, text_in
from patentry.offices.uspto_recordations.recordations import Property
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import RightType

_REEXAMINATIONS: Final = ("US90/", "US95/", "US96/")
"""Series of ex parte, inter partes and supplemental examination: they are about a patent and become none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The numbers and first dates of a wrapper. `patent` has no kind: the portal does not state it."""

    application: str | None
    patent: str | None
    filed: date | None
    granted: date | None
    right_type: RightType
    is_reexamination: bool

    @property
    def property(self) -> Property:
        """What events are about: the patent where there is one."""
        return Property(self.patent, False) if self.patent else Property(self.application or "", True)


def identity_of(document: dict[str, Any], *, warn: Warn) -> Identity | None:
    """Answer the identity; None where neither number can be read."""
    meta = object_in(document, "applicationMetaData")
    application = application_number(text_in(document, "applicationNumberText"), warn=warn)
    stated = text_in(meta, "patentNumber")
    patent = publication_number(stated, field="publication_number", warn=warn) if stated else None
    if application is None and patent is None:
        return None
    return Identity(
        application=application,
        patent=patent,
        filed=day_in(meta, "filingDate", field="filing_date", warn=warn),
        granted=day_in(meta, "grantDate", field="grant_date", warn=warn),
        right_type=_right_type(text_in(meta, "applicationTypeCode").upper(), application, patent),
        is_reexamination=(application or "").startswith(_REEXAMINATIONS),
    )


def application_number(stated: str, *, warn: Warn) -> str | None:
    """Answer a canonical application number; the portal writes international ones too (PCTUS...)."""
    if not stated:
        return None
    authority = "WO" if stated.upper().startswith("PCT") else "US"
    try:
        return str(ApplicationNumber.parse(stated, authority=authority))
    except NumberError as error:
        warn(error.code, "application_number", stated[:40])
        return None


def publication_number(stated: str, *, field: str, warn: Warn) -> str | None:
    """Answer a canonical publication number, "US20140167116A1" of "US 2014-0167116 A1"."""
    try:
        return str(PublicationNumber.parse(stated, authority="US"))
    except NumberError as error:
        warn(error.code, field, stated[:40])
        return None


@cache
def _types() -> dict[str, RightType]:
    table = files(__package__).joinpath("application_types.csv").read_text(encoding="utf-8")
    return {row["code"]: RightType(row["right_type"]) for row in csv.DictReader(table.splitlines())}


def _right_type(code: str, application: str | None, patent: str | None) -> RightType:
    """By the number where it tells, else by the type of the application; a reissue keeps its original's type."""
    bare = (patent or "").removeprefix("US")
    if bare.startswith("D") or (application or "").startswith("US29/"):
        return RightType.DESIGN
    if bare.startswith("PP"):
        return RightType.PLANT
    return _types().get(code, RightType.INVENTION if bare[:1].isdigit() else RightType.OTHER)
