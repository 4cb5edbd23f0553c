"""An address of e-mail that waits for its code, in the session of whoever wants it: nothing is stored before that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

KEY = "email_to_prove"
HOLDS = timedelta(minutes=10)
TRIES = 3


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of a code: the address where it is right, else whether the person may try again."""

    address: str = ""
    may_try_again: bool = False


def begin(session: SessionBase, *, address: str, at: datetime) -> str:
    """Let an address wait; answers the code that proves it, of which only a keyed digest stays here."""
    code = get_random_string(6, "0123456789")
    session[KEY] = {"address": address, "code": _digest(code), "until": (at + HOLDS).timestamp(), "tries": TRIES}
    return code


def waiting(session: SessionBase) -> str:
    """Answer the address that waits, "" for none."""
    return str(session.get(KEY, {}).get("address", ""))


def prove(session: SessionBase, *, code: str, at: datetime) -> Proved:
    """Compare a code. The third wrong one, and one that comes too late, end the waiting."""
    kept = session.get(KEY)
    if not kept:
        return Proved()
    if at.timestamp() < kept["until"] and constant_time_compare(_digest(code), kept["code"]):
        del session[KEY]
        return Proved(address=kept["address"])
    tries = kept["tries"] - 1
    if tries < 1 or at.timestamp() >= kept["until"]:
        del session[KEY]
        return Proved()
    session[KEY] = kept | {"tries": tries}
    return Proved(may_try_again=True)


def _digest(code: str) -> str:
    return salted_hmac("accounts.email_proof", code).hexdigest()
