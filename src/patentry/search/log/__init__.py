"""The search log: what was asked step by step, and steps combined (`S1 AND S2`).

`combine_steps` is pure and works on what steps found, wherever they are kept; `SearchLog` keeps steps in a file of
JSON Lines. A reviewer asks for the log first: it says what was searched, when, and on which snapshot.
"""

from patentry.search.log.combining import Found, combine_steps

__all__ = ["Found", "combine_steps"]
