"""Organisations in time: names that are one organisation from a day on, or until one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from patentry.numbers import parse_uscc
from patentry.parties.names.linkage import Groups, joined_by_rule
from patentry.parties.names.normal_form import normal_form
from patentry.parties.names.resolving import Mention, Organisation, Reason, Resolution, Rule

_ORDER = (Rule.ALIAS, Rule.NAME_CHANGE, Rule.MERGER)
"""An officer's word first; a change of name is told of one legal person, a merger of two."""


class Tie(NamedTuple):
    """`old` and `new` are one organisation in [start, end), which goes by `new`. `new` may be a code."""

    old: str
    new: str
    start: date
    end: date
    rule: Rule
    evidence: str = ""


class Membership(NamedTuple):
    """A mention (its place in the list) belongs to an organisation (its place in the resolution) in [start, end)."""

    mention: int
    start: date
    end: date
    organisation: int
    reason: Reason


class Called(NamedTuple):
    """What an organisation is called by: its code, else a digest of its label; the label no other organisation has."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class _Edge:
    old: int
    new: int
    tie: Tie


def memberships(
    mentions: Sequence[Mention],
    resolution: Resolution,
    *,
    ties: Iterable[Tie],
    separations: Iterable[tuple[str, str]],
    beginning: date,
    end: date,
) -> Iterator[Membership]:
    """Answer which organisation each mention belongs to, in pieces that cover [beginning, end).

    A tie counts where each of its sides stands for exactly one organisation; a name two organisations share ties
    nothing. A change of name never joins two codes; an officer or a merger may. A separation undoes any of them.
    """
    standing = _standing(mentions, resolution)
    edges = [edge for tie in sorted(set(ties)) if (edge := _edge(standing, tie)) is not None]
    apart = [
        (a, b) for one, two in separations for a in _of(standing, one) for b in _of(standing, two) if a != b
    ]  # fmt: skip
    tied: set[int] = set()
    for component in _components(edges):
        own = {place for edge in component for place in (edge.old, edge.new)}
        tied |= own
        parted = [(a, b) for a, b in apart if a in own and b in own]
        yield from _joined(_pieces(mentions, resolution, component, parted, (beginning, end)))
    for place, organisation in enumerate(resolution.organisations):
        if place not in tied:
            for mention in organisation.mentions:
                yield Membership(mention, beginning, end, place, resolution.reasons[mention])


def called(organisations: Sequence[Organisation]) -> tuple[Called, ...]:
    """Answer what each organisation is called by; of several with one name each shows its code where it has one."""
    names = Counter(organisation.name for organisation in organisations)
    codes = Counter(organisation.uscc for organisation in organisations)
    answer = []
    for organisation in organisations:
        is_shared = names[organisation.name] > 1 and organisation.uscc is not None
        label = f"{organisation.name} ({organisation.uscc})" if is_shared else organisation.name
        is_own = organisation.uscc is not None and codes[organisation.uscc] == 1
        key = organisation.uscc if is_own else sha256(label.encode()).hexdigest()[:12]
        answer.append(Called(str(key), label))
    return tuple(answer)


def _standing(mentions: Sequence[Mention], resolution: Resolution) -> dict[str, set[int]]:
    """The organisations a printed name, a normal form or a code stands for."""
    standing: dict[str, set[int]] = defaultdict(set)
    for place, organisation in enumerate(resolution.organisations):
        if organisation.uscc:
            standing[organisation.uscc].add(place)
        for index in organisation.mentions:
            name, code = mentions[index].name, parse_uscc(mentions[index].uscc)
            standing[name].add(place)
            standing[_key(name)].add(place)
            if code:
                standing[code].add(place)
    return standing


def _key(name: str) -> str:
    form = normal_form(name)
    return f"\0{form.script}:{form.key}" if form.key else name


def _of(standing: Mapping[str, set[int]], name: str) -> set[int]:
    return standing.get(name) or standing.get(_key(name)) or set()


def _edge(standing: Mapping[str, set[int]], tie: Tie) -> _Edge | None:
    olds, news = _of(standing, tie.old), _of(standing, tie.new)
    if len(olds) != 1 or len(news) != 1 or olds == news:
        return None
    return _Edge(next(iter(olds)), next(iter(news)), tie)


def _components(edges: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    touching: dict[int, list[int]] = defaultdict(list)
    for index, edge in enumerate(edges):
        touching[edge.old].append(index)
        touching[edge.new].append(index)
    seen: set[int] = set()
    for start in range(len(edges)):
        if start in seen:
            continue
        waiting, found = [start], {start}
        while waiting:
            edge = edges[waiting.pop()]
            fresh = {other for place in (edge.old, edge.new) for other in touching[place]} - found
            found |= fresh
            waiting += fresh
        seen |= found
        yield [edges[index] for index in sorted(found)]


def _pieces(
    mentions: Sequence[Mention],
    resolution: Resolution,
    edges: Sequence[_Edge],
    apart: Sequence[tuple[int, int]],
    whole: tuple[date, date],
) -> Iterator[Membership]:
    places = sorted({place for edge in edges for place in (edge.old, edge.new)})
    local = {place: index for index, place in enumerate(places)}
    organisations = [resolution.organisations[place] for place in places]
    weights = [float(sum(mentions[index].times for index in one.mentions)) for one in organisations]
    cuts = {day for edge in edges for day in (edge.tie.start, edge.tie.end) if whole[0] < day < whole[1]}
    for start, end in pairwise([whole[0], *sorted(cuts), whole[1]]):
        groups = Groups(
            weights=weights,
            apart=[(local[a], local[b]) for a, b in apart],
            codes=[one.uscc or "" for one in organisations],
        )
        valid = [edge for edge in edges if edge.tie.start <= start and edge.tie.end >= end]
        made = _made(groups, sorted(valid, key=lambda e: (_ORDER.index(e.tie.rule), e.tie)), local)
        for members in groups.members.values():
            lead = _lead(members, made, organisations, weights, local)
            for member, reason in _reasons(lead, made, resolution, local, places):
                for index in organisations[member].mentions:
                    is_centre = resolution.reasons[index].rule is Rule.ONLY
                    told = reason if reason is not None and is_centre else resolution.reasons[index]
                    yield Membership(index, start, end, places[lead], told)


def _made(groups: Groups, edges: Iterable[_Edge], local: Mapping[int, int]) -> list[_Edge]:
    """The edges that did join two groups, in turn."""
    made = []
    for edge in edges:
        link = (local[edge.old], local[edge.new])
        if list(joined_by_rule(groups, [link], is_officers=edge.tie.rule is not Rule.NAME_CHANGE)):
            made.append(edge)
    return made


def _lead(
    members: Sequence[int],
    edges: Sequence[_Edge],
    organisations: Sequence[Organisation],
    weights: Sequence[float],
    local: Mapping[int, int],
) -> int:
    """The organisation whose name a group goes by: one that nothing replaced, and a name rather than a code."""
    replaced = {local[edge.old] for edge in edges}
    named = [member for member in members if organisations[member].name != organisations[member].uscc] or members
    current = [member for member in named if member not in replaced] or named
    return min(current, key=lambda member: (-weights[member], organisations[member].name))


def _reasons(
    lead: int, edges: Sequence[_Edge], resolution: Resolution, local: Mapping[int, int], places: Sequence[int]
) -> Iterator[tuple[int, Reason | None]]:
    """Each member with the step that ties it towards the lead; the lead itself with none."""
    told: dict[int, Reason | None] = {lead: None}
    waiting = [lead]
    while waiting:
        member = waiting.pop()
        for edge in edges:
            old, new = local[edge.old], local[edge.new]
            other = old if new == member else new if old == member else None
            if other is not None and other not in told:
                name = resolution.organisations[places[member]].name
                told[other] = Reason(edge.tie.rule, name, evidence=edge.tie.evidence)
                waiting.append(other)
    yield from told.items()


def _joined(pieces: Iterable[Membership]) -> list[Membership]:
    """Pieces of one mention that follow each other and say the same become one."""
    done: list[Membership] = []
    for piece in sorted(pieces, key=lambda piece: (piece.mention, piece.start)):
        last = done[-1] if done else None
        if last and last.mention == piece.mention and (last.organisation, last.reason) == piece[3:]:
            done[-1] = last._replace(end=piece.end)
        else:
            done.append(piece)
    return done
