"""USPTO grants of 1976 to 2001 in the Green Book (APS) text format.

A weekly file holds one patent after another, each a series of blocks of tagged lines. What the tags mean is in the
README; here they become the same records that the later XML gives.
"""

from patentry.offices.uspto_greenbook.format import UsptoGreenbook

__all__ = ["UsptoGreenbook"]
