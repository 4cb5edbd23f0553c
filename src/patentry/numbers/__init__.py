"""Patent numbers as types: what people and offices write in a dozen ways becomes one value, or is refused.

`ApplicationNumber` and `PublicationNumber` parse, normalise, compare and print; `parse_number` gives
every reading of a number a person types; `meaning_of_kind` says what a kind code meant on a day; `parse_uscc`
checks the code of an organisation. The lowest room: it knows no record, no file and no clock, and it guesses
nothing that a number does not say.
"""

from patentry.numbers.errors import NumberError
from patentry.numbers.kinds import KindMeaning, Stage, meaning_of_kind
from patentry.numbers.readings import parse_number
from patentry.numbers.uscc import check_place, parse_uscc
from patentry.numbers.values import ApplicationNumber, PublicationNumber

__all__ = [
    "ApplicationNumber",
    "KindMeaning",
    "NumberError",
    "PublicationNumber",
    "Stage",
    "check_place",
    "meaning_of_kind",
    "parse_number",
    "parse_uscc",
]
