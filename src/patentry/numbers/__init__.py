"""Patent numbers as types: what people and offices write in a dozen ways becomes one value, or is refused.

`ApplicationNumber` and `PublicationNumber` parse, normalise, compare and print; `parse_number` gives
every reading of a number a person types; `meaning_of_kind` says what a kind code meant on a day. The
lowest room: it knows no record, no file and no clock, and it guesses nothing that a number does not say.
"""

from patentry.numbers.errors import NumberError
from patentry.numbers.kinds import KindMeaning, Stage, meaning_of_kind
from patentry.numbers.readings import parse_number
from patentry.numbers.values import ApplicationNumber, PublicationNumber

__all__ = [
    "ApplicationNumber",
    "KindMeaning",
    "NumberError",
    "PublicationNumber",
    "Stage",
    "meaning_of_kind",
    "parse_number",
]
