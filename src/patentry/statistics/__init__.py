"""Figures: definitions, series, comparison, explanation.

The only room that turns an attribution rule into a filter or a weight over tenures, and counts a patent once.
Every value says what it was computed from, and opens into the patents behind it.
"""

from patentry.statistics.attribution import Attribution
from patentry.statistics.counting import Part
from patentry.statistics.definitions import FigureDefinition, Subject, definition_of, figures, subjects
from patentry.statistics.denominators import Basis
from patentry.statistics.desk import Statistics, open_statistics
from patentry.statistics.explanation import CountedPage, CountedPatentRow, Placing, TwoViews
from patentry.statistics.flow_rule import FlowRule
from patentry.statistics.high_value import Case, CaseFact, Evaluation, HighValueRule
from patentry.statistics.portrait import Portrait
from patentry.statistics.results import (
    CountedPatent,
    FigureResult,
    FigureRow,
    Growth,
    RegionInfo,
    Versus,
    Why,
    WhyTest,
)
from patentry.statistics.scope import Holders, Scope

__all__ = [
    "Attribution",
    "Basis",
    "Case",
    "CaseFact",
    "CountedPage",
    "CountedPatent",
    "CountedPatentRow",
    "Evaluation",
    "FigureDefinition",
    "FigureResult",
    "FigureRow",
    "FlowRule",
    "Growth",
    "HighValueRule",
    "Holders",
    "Part",
    "Placing",
    "Portrait",
    "RegionInfo",
    "Scope",
    "Statistics",
    "Subject",
    "TwoViews",
    "Versus",
    "Why",
    "WhyTest",
    "definition_of",
    "figures",
    "open_statistics",
    "subjects",
]
