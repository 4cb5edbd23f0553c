"""Which stored records a number means."""

from __future__ import annotations

from patentry.numbers import ApplicationNumber, NumberError, parse_number
from patentry.wording import Refusal


def named_by(number: str | None) -> tuple[str, list[object]]:
    """Answer the SQL clause that keeps the rows of `records` about the patent a number (any form) names.

    The clause comes with its values. Without a number every row stays. Raises `Refusal` for a number that is none.
    """
    if number is None:
        return "", []
    try:
        readings = parse_number(number)
    except NumberError as error:
        raise Refusal(f"problem.{error.code}", value=number) from None
    applications = [str(r) for r in readings if isinstance(r, ApplicationNumber)]
    bases = [str(r.base) for r in readings if not isinstance(r, ApplicationNumber)]
    named = "(application_number IN (SELECT unnest(?)) OR base IN (SELECT unnest(?)))"
    same = f"application_number IN (SELECT application_number FROM records WHERE {named})"
    return f"WHERE ({named} OR {same})", [applications, bases, applications, bases]
