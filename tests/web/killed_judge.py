"""What a site that was killed, or restored, holds, compared with what people were told."""

from __future__ import annotations

from collections import Counter
from typing import Any

from killed_crowd import Ledger
from killed_site import Providers

OPEN_FATES = {"sending", "uncertain"}


def judge_whole(found: dict[str, Any]) -> None:
    """Everything that is there is there whole and once, whoever was told."""
    assert found["fault"] == ""
    _judge_bookings(found)
    _judge_requests(found)
    assert set(found["messages"].values()) | set(found["contacts"].values()) <= {1}
    assert all(found["files"].values()), "a row names a file that is not the one handed in"


def _judge_bookings(found: dict[str, Any]) -> None:
    states = {uid: state for uid, (state, _, _) in found["bookings"].items()}
    seats = Counter((slot, seat) for state, slot, seat in found["bookings"].values() if state == "confirmed")
    assert set(seats.values()) <= {1}
    # Every booking has been confirmed, once, and so told, once by each way.
    assert set(states.values()) <= {"confirmed", "cancelled"}
    assert found["confirmations"] == dict.fromkeys(states, 1) == found["told"]
    assert found["ways"] == {f"{uid} {way}": 1 for uid in states for way in ("sms", "email")}


def _judge_requests(found: dict[str, Any]) -> None:
    # A draft has no number yet; what is filed has it, with its step and its row in the log.
    for pk, (state, _, number) in found["requests"].items():
        filed = int(state != "draft")
        assert (bool(number), found["steps"][pk], found["submissions"][pk]) == (bool(filed), filed, filed)
    assert set(Counter(title for _, title, _ in found["requests"].values()).values()) <= {1}


def judge_kept(ledger: Ledger, found: dict[str, Any]) -> None:
    """What people were told has been done is there; it may have gone on since."""
    assert ledger.unexpected == []
    assert all(found["bookings"][uid][1] == slot for uid, slot in ledger.booked.items())
    states = {uid: state for uid, (state, _, _) in found["bookings"].items()}
    assert {uid: states[uid] for uid in ledger.cancelled} == dict.fromkeys(ledger.cancelled, "cancelled")
    requests = found["requests"]
    assert {pk: requests[pk][1] for pk in ledger.filed} == ledger.filed
    assert {requests[pk][0] for pk in ledger.filed} <= {"submitted", "accepted"}
    assert all(requests[pk][0] == "accepted" for pk in ledger.accepted)
    assert ledger.said <= found["messages"].keys()
    assert ledger.logged <= found["contacts"].keys()
    assert ledger.attached <= len(found["files"])


def judge_messages(found: dict[str, Any], providers: Providers) -> None:
    """No message went out twice, none was forgotten."""
    for way, keys in (("sms", providers.texts), ("email", providers.mails)):
        assert [key for key, times in Counter(keys).items() if times > 1] == [], f"{way}: told twice"
        fates = {key: fate for key, channel, fate in found["deliveries"] if channel == way}
        sent = {key for key, fate in fates.items() if fate == "sent"}
        # What a killed worker had in hand may have gone out or not.
        perhaps = {key for key, fate in fates.items() if fate in OPEN_FATES}
        assert [one for one in fates.items() if one[1] not in {"sent", *OPEN_FATES}] == []
        assert sent <= set(keys) <= sent | perhaps
        assert sent
