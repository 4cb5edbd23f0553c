"""The vocabulary: what a patent record, a legal event and a reference row are, and the schemas they are stored in.

Facts only. Nothing here reads or writes a file, and nothing judges whether a right is in force.
"""

from patentry.records.classification import ClassTitle, ConcordanceRow, SymbolMove, TechnologyField
from patentry.records.fees import FeeFact, FeeStatus, is_annual_fee
from patentry.records.legal_events import EventKind, LegalEvent, kind_of_event
from patentry.records.lists import Alias, Award, EnterpriseTag, Implementation, OverseasMember, Pledge, Separation
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
from patentry.records.reference import Correction, Enterprise, EventCode, Population, PublishedFigure, Region

__all__ = [
    "Alias",
    "Award",
    "Citation",
    "CitedBy",
    "Claim",
    "ClaimsText",
    "ClassTitle",
    "ConcordanceRow",
    "Correction",
    "Enterprise",
    "EnterpriseTag",
    "EventCode",
    "EventKind",
    "FeeFact",
    "FeeStatus",
    "Implementation",
    "Inventor",
    "LangText",
    "LegalEvent",
    "OverseasMember",
    "Party",
    "Pledge",
    "Population",
    "Priority",
    "Problem",
    "PublishedFigure",
    "Record",
    "Region",
    "RightType",
    "Section",
    "Separation",
    "Severity",
    "SymbolMove",
    "TechnologyField",
    "VendorCount",
    "is_annual_fee",
    "kind_of_event",
]
