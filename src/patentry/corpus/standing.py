"""Making another snapshot the current one: a staged one by accepting it, an earlier one by going back to it.

Both take a new number with the content of the other, so what was current on a day stays what it was.
"""

from __future__ import annotations

from datetime import datetime

from patentry.corpus.home import Home
from patentry.corpus.snapshots import Snapshot, SnapshotKind, current_of, snapshots_of
from patentry.corpus.writing import publish, writer_lock
from patentry.wording import Refusal


def accept(*, home: Home, number: int, at: datetime) -> Snapshot:
    """Make a staged snapshot current; answer the snapshot that now is.

    Raises `Refusal` where there is none of the number, where it is not staged or is accepted already, and where the
    current snapshot is no longer the one it was read over: its files must then be read again.
    """
    with writer_lock(home):
        every = snapshots_of(home)
        staged = _numbered(every, number)
        if not staged.is_staged:
            raise Refusal("snapshot.not_staged", number=number)
        accepted = [one.number for one in every if one.kind is SnapshotKind.ACCEPTED and one.of == number]
        if accepted:
            raise Refusal("snapshot.accepted_already", number=number, accepted=accepted[0])
        current = current_of(every, home)
        if current.number != staged.of:
            raise Refusal("snapshot.stale", number=number, of=staged.of, current=current.number)
        return _take_over(home, every, staged, SnapshotKind.ACCEPTED, at)


def roll_back(*, home: Home, number: int, at: datetime) -> Snapshot:
    """Make the content of an earlier snapshot current again; answer the snapshot that now is.

    Raises `Refusal` where there is none of the number, where it is only staged, and where nothing would change.
    """
    with writer_lock(home):
        every = snapshots_of(home)
        earlier = _numbered(every, number)
        if earlier.is_staged:
            raise Refusal("snapshot.only_staged", number=number)
        if earlier.versions == current_of(every, home).versions:
            raise Refusal("snapshot.is_current", number=number)
        return _take_over(home, every, earlier, SnapshotKind.RESTORED, at)


def _numbered(every: tuple[Snapshot, ...], number: int) -> Snapshot:
    for snapshot in every:
        if snapshot.number == number:
            return snapshot
    raise Refusal("snapshot.missing", number=number)


def _take_over(home: Home, every: tuple[Snapshot, ...], source: Snapshot, kind: SnapshotKind, at: datetime) -> Snapshot:
    return publish(home, Snapshot(home, every[-1].number + 1, at, dict(source.versions), kind, source.number))
