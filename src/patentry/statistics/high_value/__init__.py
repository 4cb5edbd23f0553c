"""High-value inventions: the five cases of the national definition, each judged as of the date.

A case holds in spans of time, each *sure* or only *possible*, with the fact it rests on. The spans of a patent are laid
over one another, so that it counts once however many cases hold. What is not set or not on file is not evaluated and
never stands as nought. The operator's settings are one file of the home; nothing here knows a figure or a region.
"""

from patentry.statistics.high_value.cases import CASES, Case, Evaluation
from patentry.statistics.high_value.derivation import evaluations_of, high_value_files, open_high_value
from patentry.statistics.high_value.evidence import CaseFact, facts_of
from patentry.statistics.high_value.rule import HighValueRule, read_rule

__all__ = [
    "CASES",
    "Case",
    "CaseFact",
    "Evaluation",
    "HighValueRule",
    "evaluations_of",
    "facts_of",
    "high_value_files",
    "open_high_value",
    "read_rule",
]
