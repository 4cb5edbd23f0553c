"""What an event does to a tenure, as numbers the walk can compute with."""

from __future__ import annotations

from enum import IntEnum

from patentry.records import EventKind


class Effect(IntEnum):
    """What an event does. Everything else (pledge, licence, partial invalidation …) changes flags at most."""

    NONE = 0
    LAPSE = 1
    ABANDON = 2
    DOUBLE = 3
    VOID = 4
    RESTORE = 5
    US_EXPIRE = 6
    PAY_1 = 7
    PAY_2 = 8
    PAY_3 = 9
    CEASE = 10
    NO_STATE = 11


EFFECTS: dict[EventKind, Effect] = {
    EventKind.FEE_LAPSE: Effect.LAPSE,
    EventKind.ABANDONMENT: Effect.ABANDON,
    EventKind.DOUBLE_PATENTING: Effect.DOUBLE,
    EventKind.WHOLE_INVALIDATION: Effect.VOID,
    EventKind.RESTORATION: Effect.RESTORE,
    EventKind.US_EXPIRY: Effect.US_EXPIRE,
    EventKind.CEASED: Effect.CEASE,
    EventKind.FEE_PAYMENT_1: Effect.PAY_1,
    EventKind.FEE_PAYMENT_2: Effect.PAY_2,
    EventKind.FEE_PAYMENT_3: Effect.PAY_3,
}


class View(IntEnum):
    """`recorded`: only what was announced by the date. `legal`: all that is known, carried back."""

    RECORDED = 0
    LEGAL = 1


class Cause(IntEnum):
    """Why an interval began or ended; the word after the dot is the code in `patentry.wording`."""

    GRANT = 0
    RESTORATION = 1
    EXPIRY = 2
    FEE_LAPSE = 3
    ABANDONMENT = 4
    DOUBLE_PATENTING = 5
    WHOLE_INVALIDATION = 6
    US_FEE_UNPAID = 7
    NO_GRANT_DATE = 8
    NO_FEE_DATA = 9
    NO_FILING_DATE = 10
    LAPSE_BEFORE_GRANT = 11
    NOT_ANNOUNCED = 12
    VENDOR_LAPSED = 13
    SETTLED = 14
    APPLICATION = 15
    CEASED = 16
    NO_STATE_LEFT = 17
    NO_NATIONAL_DATA = 18
    TRANSFER = 19
    PLEDGE = 20
    LICENCE = 21
    OPEN_LICENCE = 22

    @property
    def code(self) -> str:
        """Answer the code under which `patentry.wording` says this."""
        return f"cause.{self.name.lower()}"


class Regime(IntEnum):
    """How a patent's status is known. US utility patents owe maintenance fees, everything else announces its end.

    A European patent of which no file tells what became of it in any state is `NO_NATIONAL_DATA`: open from the day the
    renewal fees to the states begin.
    """

    ANNOUNCED = 0
    US_FEES = 1
    UNSETTLED = 2
    NEVER_GRANTED = 3
    VENDOR_LAPSED = 4
    NO_NATIONAL_DATA = 5
