"""Long texts of European publications: the sections of a description, claims that come as one running text.

Not a format itself; the full text of the EPO and the answers of its open services share it.
"""

from __future__ import annotations

from patentry.offices.european_texts.running_claims import split_claims
from patentry.offices.european_texts.sections import sections_of

__all__ = ["sections_of", "split_claims"]
