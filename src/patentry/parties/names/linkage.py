"""Joining names into organisations: the pair that agrees best first, and never what must stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

ABSENT = -4.0
"""What a pair that was not worth comparing adds to the agreement of two groups, in log-odds."""


@dataclass(frozen=True, slots=True)
class Join:
    """One step: the groups of `first` and `second` became one, agreeing by `score` (mean log-odds of all pairs).
    `first` and `second` are the two names that agree best across them, with the log-odds `best`."""

    first: int
    second: int
    score: float
    best: float


@dataclass(slots=True)
class Groups:
    """Groups of names while they are joined.

    `weights` say how much a name counts in the mean, `apart` are pairs of names that must not meet in one group,
    `codes` the code a name is registered under: two different codes never meet, unless by an officer's word.
    """

    weights: Sequence[float]
    apart: Iterable[tuple[int, int]] = ()
    codes: Sequence[str] = ()
    members: dict[int, list[int]] = field(init=False)
    weight: dict[int, float] = field(init=False)
    _group: list[int] = field(init=False)
    _apart: dict[int, set[int]] = field(init=False)
    _codes: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.members = {i: [i] for i in range(len(self.weights))}
        self.weight = dict(enumerate(self.weights))
        self._group = list(range(len(self.weights)))
        self._apart = {}
        self._codes = {i: code for i, code in enumerate(self.codes) if code}
        for a, b in self.apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def group_of(self, name: int) -> int:
        """Answer the group a name is in; a group is called by one of its names."""
        return self._group[name]

    def may_join(self, a: int, b: int) -> bool:
        """Answer whether two groups hold no two names or codes that must stay apart."""
        one, two = self._codes.get(a), self._codes.get(b)
        return (one is None or two is None or one == two) and not self.are_apart(a, b)

    def are_apart(self, a: int, b: int) -> bool:
        """Answer whether two groups hold two names of which an officer said they are two organisations."""
        if len(self._apart.get(a, ())) > len(self._apart.get(b, ())):
            a, b = b, a
        return any(self._group[other] == b for other in self._apart.get(a, ()))

    def join(self, a: int, b: int) -> int:
        """Make one group of two and answer its name: the larger one's, so that little is moved."""
        if (len(self.members[a]), -a) < (len(self.members[b]), -b):
            a, b = b, a
        for name in self.members[b]:
            self._group[name] = a
        self.members[a] += self.members.pop(b)
        self.weight[a] += self.weight.pop(b)
        if b in self._codes:
            self._codes.setdefault(a, self._codes.pop(b))
        if b in self._apart:
            self._apart.setdefault(a, set()).update(self._apart.pop(b))
        return a


def joined_by_rule(
    groups: Groups, links: Iterable[tuple[int, int]], *, is_officers: bool = False
) -> Iterator[tuple[int, int]]:
    """Join the groups of each linked pair in turn, and answer those pairs that did join two groups.

    An officer's link may join two codes; nothing may join what an officer has separated.
    """
    for a, b in links:
        one, two = groups.group_of(a), groups.group_of(b)
        allowed = not groups.are_apart(one, two) if is_officers else groups.may_join(one, two)
        if one != two and allowed:
            groups.join(one, two)
            yield a, b


def joined_by_score(
    groups: Groups, pairs: Sequence[tuple[int, int]], scores: Sequence[float], *, least: float
) -> list[Join]:
    """Join groups whose mean log-odds over all pairs of names is at least `least`, the highest first.

    The mean over all pairs, and not the best pair, keeps a chain of near names from tying two organisations together.
    Equal scores are taken in the order of the names, so the order in which pairs arrive does not matter.
    """
    links = _links(groups, pairs, scores)
    heap = [(-_mean(groups, links, a, b), a, b) for a, row in links.items() for b in row if a < b]
    heapify(heap)
    made: list[Join] = []
    while heap:
        negative, a, b = heappop(heap)
        if -negative < least:
            break
        if a not in links or b not in links[a] or -negative != _mean(groups, links, a, b):
            continue
        if not groups.may_join(a, b):
            del links[a][b], links[b][a]
            continue
        link = links[a][b]
        made.append(Join(link.first, link.second, -negative, link.best))
        kept = groups.join(a, b)
        lost = b if kept == a else a
        _fold(links, kept, lost)
        for other in links[kept]:
            mean = _mean(groups, links, kept, other)
            if mean >= least:
                heappush(heap, (-mean, min(kept, other), max(kept, other)))
    return made


@dataclass(frozen=True, slots=True)
class _Link:
    """What two groups share: weighted sum of log-odds, weight of the compared pairs, and the best of them."""

    total: float
    known: float
    best: float
    first: int
    second: int

    def with_(self, other: _Link | None) -> _Link:
        if other is None:
            return self
        top = min(self, other, key=lambda link: (-link.best, link.first, link.second))
        return _Link(self.total + other.total, self.known + other.known, top.best, top.first, top.second)


_Links = dict[int, dict[int, _Link]]


def _links(groups: Groups, pairs: Sequence[tuple[int, int]], scores: Sequence[float]) -> _Links:
    links: _Links = {group: {} for group in groups.members}
    for (a, b), score in sorted(zip(pairs, scores, strict=True)):
        one, two = groups.group_of(a), groups.group_of(b)
        if one != two:
            weight = groups.weights[a] * groups.weights[b]
            link = _Link(weight * score, weight, score, a, b).with_(links[one].get(two))
            links[one][two] = links[two][one] = link
    return links


def _mean(groups: Groups, links: _Links, a: int, b: int) -> float:
    link = links[a][b]
    possible = groups.weight[a] * groups.weight[b]
    return (link.total + (possible - link.known) * ABSENT) / possible


def _fold(links: _Links, kept: int, lost: int) -> None:
    for other, link in links.pop(lost).items():
        del links[other][lost]
        if other != kept:
            links[kept][other] = links[other][kept] = link.with_(links[kept].get(other))
