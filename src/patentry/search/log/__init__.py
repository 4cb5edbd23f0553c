"""The search log: what was asked step by step, and steps combined (`S1 AND S2`).

`combine_steps` is pure and works on what steps found, wherever they are kept. `read_log` and `append_step` keep steps
in a file of JSON Lines, and `steps_to_name` hands them to the next question (`Ask.steps`). A reviewer asks for the log
first: it says what was searched, when, and on which snapshot.
"""

from patentry.search.log.combining import Found, combine_steps
from patentry.search.log.files import append_step, read_log
from patentry.search.log.steps import Asking, LoggedStep, step_of, steps_to_name

__all__ = [
    "Asking",
    "Found",
    "LoggedStep",
    "append_step",
    "combine_steps",
    "read_log",
    "step_of",
    "steps_to_name",
]
