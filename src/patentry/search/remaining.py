"""How long patents in force still run: the end of the interval they are in, as far as the files reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from patentry.corpus import DuckEngine, Snapshot
from patentry.search.index import Index
from patentry.search.index.reading import Numbers
from patentry.search.index.segments import days_of, mark_of
from patentry.status.effects import View
from patentry.status.standing import FAR_DAY
from patentry.status.tenures import tenures_of

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Ends:
    """The first day out of force of what is in force on a day: marks of numbers, rising, and days since 1970-01-01."""

    marks: Numbers
    days: Numbers

    @classmethod
    def read(cls, snapshot: Snapshot, on: date) -> Ends:
        """Read the ends in the recorded view; an interval that is not settled or has no end in the files has none."""
        engine = DuckEngine()
        tenures_of(snapshot).open(engine)
        rows = engine.sql(
            f"""WITH now AS (SELECT p.patent, max(s.until) AS until FROM spans s JOIN patents p USING (id)
                 WHERE s.view = {View.RECORDED:d} AND s.start <= ? AND s.until > ? AND s.settled = 1 GROUP BY p.patent)
               SELECT patent AS number, until FROM now
               UNION SELECT b.base, n.until FROM now n JOIN patent_bases b USING (patent)""",
            [on, on],
        )
        ends = [
            (mark_of(number), days_of(until))
            for number, until in zip(rows["number"].to_pylist(), rows["until"].to_pylist(), strict=True)
            if until < FAR_DAY
        ]
        ends.sort()
        return cls(np.array([mark for mark, _ in ends], np.int64), np.array([day for _, day in ends], np.int64))

    def of(self, index: Index, docs: Numbers) -> list[date | None]:
        """Answer the end of each document's patent; None where it has none."""
        found: list[date | None] = [None] * len(docs)
        if not len(self.marks):
            return found
        for column in ("base", "application"):
            wanted = index.column(column)[docs]
            at = np.minimum(np.searchsorted(self.marks, wanted), len(self.marks) - 1)
            for place in np.flatnonzero(self.marks[at] == wanted):
                found[int(place)] = _EPOCH + timedelta(days=int(self.days[at[place]]))
        return found
