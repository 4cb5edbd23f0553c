"""The vocabulary: what a patent record, a legal event and a reference row are, and the schemas they are stored in.

Facts only. Nothing here reads or writes a file, and nothing judges whether a right is in force.
"""

from patentry.records.legal_events import EventKind, LegalEvent, kind_of_event
from patentry.records.patents import (
    Citation,
    CitedBy,
    Claim,
    ClaimsText,
    Inventor,
    LangText,
    Party,
    Priority,
    Record,
    RightType,
    Section,
    VendorCount,
)
from patentry.records.problems import Problem, Severity
from patentry.records.reference import Correction, Enterprise, Population, PublishedFigure, Region

__all__ = [
    "Citation",
    "CitedBy",
    "Claim",
    "ClaimsText",
    "Correction",
    "Enterprise",
    "EventKind",
    "Inventor",
    "LangText",
    "LegalEvent",
    "Party",
    "Population",
    "Priority",
    "Problem",
    "PublishedFigure",
    "Record",
    "Region",
    "RightType",
    "Section",
    "Severity",
    "VendorCount",
    "kind_of_event",
]
