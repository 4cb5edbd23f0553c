"""Weights of the ranking learnt on a corpus's own citations, judged on citations held out, and kept beside the index.

A document asks for what it cites, as a search made on the day of its publication: only what was published before it
may answer or bear witness, and its own citations are never read by the ranking; they only say afterwards which answers
were right.
"""

from patentry.search.learning.cases import Case, case_of, measures
from patentry.search.learning.corpus import cases_of, learn
from patentry.search.learning.fitting import fit

__all__ = ["Case", "case_of", "cases_of", "fit", "learn", "measures"]
