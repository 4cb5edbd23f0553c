"""What is wrong with a number, said with a stable code."""

from __future__ import annotations

CODES = (
    "number_digits_lost",
    "number_check_digit",
    "number_type_digit",
    "number_length",
    "number_unreadable",
    "number_empty",
)
"""Every code, the most telling first: of several refused readings the first in this order is reported."""


class NumberError(ValueError):
    """The text is not a number of the asked kind. `code` is one of `CODES`, `text` what was given.

    The sentence for people is in `patentry.wording` under `problem.<code>`.
    """

    def __init__(self, code: str, text: str) -> None:
        # Both arguments go to the base class so that the error survives the way back from another process.
        super().__init__(code, text)
        self.code = code
        self.text = text

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"
