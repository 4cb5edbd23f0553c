"""What a service room answers when something may not happen: a code, and what to do instead."""

from __future__ import annotations


class CaseRefusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """An action that may not happen, said so that the person knows what to do next.

    `code` is stable and names the sentence; `values` fill it. Rooms turn it into words where it is shown.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.values = values
