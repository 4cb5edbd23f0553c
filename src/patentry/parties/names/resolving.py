"""From names to organisations: the officer's word, codes, spellings, registered changes, then similarity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from patentry.numbers.uscc import parse_uscc
from patentry.parties.names.book import Book, book_of, candidates_of
from patentry.parties.names.contradictions import contradiction, places_agree
from patentry.parties.names.linkage import Groups, Join, joined_by_rule, joined_by_score
from patentry.parties.names.measures import MEASURES, measured
from patentry.parties.names.model import model_of
from patentry.parties.names.normal_form import normal_form
from patentry.parties.names.parts import NormalName, Script

ODDS = {Script.LATIN: 11.0, Script.HAN: 3.0}
"""Odds to one from which names are joined. Latin: chosen on one half of the gold names for a precision of .955 over
distinct names there; Chinese: on the generator's `develop` noise for .995."""
PART = 1 << 18
"""So many pairs are measured at once."""
NEVER = -8.0
"""Log-odds of a pair with a contradiction."""


class Rule(StrEnum):
    """Why a name belongs to its organisation, the strongest first."""

    ONLY = "only"
    ALIAS = "alias"
    USCC = "uscc"
    SPELLING = "spelling"
    NAME_CHANGE = "name_change"
    MERGER = "merger"
    FORMER_NAME = "former_name"
    SIMILARITY = "similarity"


class Mention(NamedTuple):
    """A name as printed, the code printed with it, and how often the two occur.

    It occurs 0 times where only a list or a register tells it: no organisation goes by it while it has another name,
    and likeness does not join it.
    """

    name: str
    uscc: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a name was joined with `other`: the rule, for similarity the log-odds and the measures that gave them."""

    rule: Rule
    other: str = ""
    score: float | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: the name it goes by, its code, and its mentions by their place in the list that was given."""

    name: str
    uscc: str | None
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Organisations, and the reason of each mention, in the order of the mentions."""

    organisations: tuple[Organisation, ...]
    reasons: tuple[Reason, ...]


class _Node(NamedTuple):
    """What is joined: a normal form and a code; a name an officer separated is a node of its own."""

    key: str
    uscc: str
    own: str


@dataclass(frozen=True, slots=True)
class _Nodes:
    nodes: tuple[_Node, ...]
    forms: tuple[NormalName, ...]
    counts: tuple[int, ...]
    names: tuple[str, ...]
    of_mention: tuple[int, ...]
    by_name: dict[str, tuple[int, ...]]


def resolve(
    mentions: Sequence[Mention],
    *,
    aliases: Iterable[tuple[str, str]] = (),
    separations: Iterable[tuple[str, str]] = (),
    changes: Iterable[tuple[str, str]] = (),
    replaced: Iterable[str] = (),
) -> Resolution:
    """Answer the organisations behind names, and why each name belongs to its own.

    `aliases` are pairs of names an officer says are one organisation, `separations` pairs that are not, `changes`
    (old, new) pairs a register tells, `replaced` names no organisation goes by while it has another. The order of the
    mentions does not matter. A separation is stronger than everything; codes of two organisations keep their names
    apart unless an alias ties them.
    """
    parted = sorted({(min(pair), max(pair)) for pair in separations})
    changed = list(changes)
    nodes = _nodes_of(mentions, {name for pair in parted for name in pair})
    groups = Groups(
        weights=tuple(float(np.log1p(count)) for count in nodes.counts),
        apart=tuple(_linked(nodes, parted)),
        codes=tuple(node.uscc for node in nodes.nodes),
    )
    steps: dict[tuple[int, int], Reason] = {}
    for rule, links in _rules(nodes, aliases, changed):
        for a, b in joined_by_rule(groups, links, is_officers=rule is Rule.ALIAS):
            steps[a, b] = Reason(rule)
    for script in Script:
        for join, evidence in _by_similarity(nodes, groups, script):
            steps[join.first, join.second] = Reason(Rule.SIMILARITY, score=round(join.score, 2), evidence=evidence)
    return _resolution(
        mentions, nodes, groups, steps, {old for old, _ in changed} - {new for _, new in changed} | set(replaced)
    )


def _nodes_of(mentions: Sequence[Mention], own: set[str]) -> _Nodes:
    forms = [normal_form(mention.name) for mention in mentions]
    made = [
        _Node(
            f"{form.script}:{form.key or mention.name}",
            parse_uscc(mention.uscc) or "",
            mention.name * (mention.name in own),
        )
        for mention, form in zip(mentions, forms, strict=True)
    ]
    nodes = sorted(set(made))
    number = {node: index for index, node in enumerate(nodes)}
    spellings: list[Counter[str]] = [Counter() for _ in nodes]
    by_name: dict[str, set[int]] = defaultdict(set)
    for node, mention in zip(made, mentions, strict=True):
        spellings[number[node]][mention.name] += mention.times
        by_name[mention.name].add(number[node])
        by_name[node.key].add(number[node])
    names = tuple(_most_used(found) for found in spellings)
    return _Nodes(
        nodes=tuple(nodes),
        forms=tuple(normal_form(name) for name in names),
        counts=tuple(found.total() for found in spellings),
        names=names,
        of_mention=tuple(number[node] for node in made),
        by_name={name: tuple(sorted(found)) for name, found in by_name.items()},
    )


def _most_used(found: Counter[str]) -> str:
    return min(found, key=lambda name: (-found[name], name))


def _linked(nodes: _Nodes, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """The pairs of nodes two names stand for: as printed where the name occurs, else by normal form."""
    for one, two in pairs:
        for a in _standing_for(nodes, one):
            for b in _standing_for(nodes, two):
                if a != b:
                    yield (a, b)


def _standing_for(nodes: _Nodes, name: str) -> tuple[int, ...]:
    found = nodes.by_name.get(name)
    if found:
        return found
    return nodes.by_name.get(_key(name, normal_form(name)), ())


def _key(name: str, form: NormalName) -> str:
    """Two names of nothing but signs are not one organisation."""
    return f"{form.script}:{form.key}" if form.key else f"printed:{name}"


def _rules(
    nodes: _Nodes, aliases: Iterable[tuple[str, str]], changes: Iterable[tuple[str, str]]
) -> Iterator[tuple[Rule, list[tuple[int, int]]]]:
    yield Rule.ALIAS, list(_linked(nodes, _with_missing(nodes, aliases)))
    for rule, shared in (
        (Rule.USCC, [node.uscc for node in nodes.nodes]),
        (Rule.SPELLING, [node.key for node in nodes.nodes]),
    ):
        same: dict[str, list[int]] = defaultdict(list)
        for index, value in enumerate(shared):
            if value:
                same[value].append(index)
        rows = [_in_order(nodes, row, rule) for row in same.values() if len(row) > 1]
        yield rule, [(row[0], other) for row in rows for other in row[1:]]
    yield Rule.NAME_CHANGE, list(_linked(nodes, sorted(set(changes))))
    former = [(name, old) for name, form in zip(nodes.names, nodes.forms, strict=True) for old in form.former]
    yield Rule.FORMER_NAME, list(_linked(nodes, former))


def _with_missing(nodes: _Nodes, aliases: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Two aliases of an organisation whose own name occurs nowhere are tied to each other."""
    tied: dict[str, list[str]] = defaultdict(list)
    for name, organisation in sorted(set(aliases)):
        tied[organisation].append(name)
    pairs = []
    for organisation, names in tied.items():
        present = [name for name in (organisation, *names) if _standing_for(nodes, name)]
        pairs += [(present[0], name) for name in present[1:]]
    return pairs


def _in_order(nodes: _Nodes, row: list[int], rule: Rule) -> list[int]:
    """Most mentioned first, so that a spelling joins the organisation it most likely means.

    A key under two codes is two organisations; a mention without a code could be either and joins neither.
    """
    codes = {nodes.nodes[index].uscc for index in row} - {""}
    if rule is Rule.SPELLING and len(codes) > 1:
        row = [index for index in row if nodes.nodes[index].uscc == ""] or row[:1]
    return sorted(row, key=lambda index: (-nodes.counts[index], index))


def _by_similarity(nodes: _Nodes, groups: Groups, script: Script) -> Iterator[tuple[Join, str]]:
    chosen = [
        i
        for i, form in enumerate(nodes.forms)
        if form.script is script and form.key and not form.is_person and nodes.counts[i]
    ]
    if len(chosen) < 2:
        return
    book = book_of([nodes.forms[i] for i in chosen], [nodes.counts[i] for i in chosen])
    at = np.asarray(chosen, np.int32)
    least = float(np.log(ODDS[script]))
    pairs = candidates_of(book)
    scores = _scored(book, pairs, script)
    matters = _could_join(groups, at[pairs], scores, least)
    pairs, scores = pairs[matters], scores[matters]
    listed = [(int(a), int(b)) for a, b in at[pairs]]
    for index, (a, b) in enumerate(listed):
        # Of one normal form the rules have said all there is to say: a name between two codes joins neither.
        is_settled = nodes.nodes[a].key == nodes.nodes[b].key
        if scores[index] > NEVER and (is_settled or contradiction(nodes.forms[a], nodes.forms[b]) is not None):
            scores[index] = NEVER
    if script is Script.HAN:
        _leave_open(nodes, listed, scores)
    joins = joined_by_score(groups, listed, scores.tolist(), least=least)
    row_of = {pair: index for index, pair in enumerate(listed)}
    told = [row_of[min(join.first, join.second), max(join.first, join.second)] for join in joins]
    yield from zip(joins, map(_evidence, measured(book, pairs[told])), strict=True)


def _scored(book: Book, pairs: NDArray[np.int32], script: Script) -> NDArray[np.float64]:
    """The log-odds of each pair, a part of the pairs at a time, so that memory holds no more than the answers."""
    scores = np.empty(len(pairs))
    for start in range(0, len(pairs), PART):
        part = pairs[start : start + PART]
        scores[start : start + len(part)] = model_of(script).scores(measured(book, part))
    return scores


def _could_join(
    groups: Groups, pairs: NDArray[np.int32], scores: NDArray[np.float64], least: float
) -> NDArray[np.bool_]:
    """Which pairs can have a say: those of two groups connected over pairs that reach `least`.

    A mean over pairs reaches it only where one of them does, so nothing is ever joined across what these connect.
    """
    names = np.array([groups.group_of(name) for name in range(len(groups.weights))], np.int32)
    own = names[pairs] if len(pairs) else pairs
    connected = list(range(len(groups.weights)))

    def root(name: int) -> int:
        while connected[name] != name:
            connected[name] = name = connected[connected[name]]
        return name

    for a, b in own[scores >= least].tolist():
        connected[root(a)] = root(b)
    roots = np.array([root(name) for name in range(len(connected))], np.int32)
    matters: NDArray[np.bool_] = roots[own[:, 0]] == roots[own[:, 1]]
    return matters


def _leave_open(nodes: _Nodes, pairs: Sequence[tuple[int, int]], scores: NDArray[np.float64]) -> None:
    """A Chinese name without a place that fits firms of two places belongs to neither of them."""
    fitting: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for index, (a, b) in enumerate(pairs):
        one, two = nodes.forms[a].place, nodes.forms[b].place
        if bool(one) != bool(two) and scores[index] >= np.log(ODDS[Script.HAN]):
            fitting[b if one else a].append((index, one or two))
    for found in fitting.values():
        places = [place for _, place in found]
        if not all(places_agree(places[0], place) for place in places[1:]):
            scores[[index for index, _ in found]] = NEVER


def _evidence(row: NDArray[np.float32]) -> str:
    return " ".join(f"{name}={value:.2f}" for name, value in zip(MEASURES, row.tolist(), strict=True) if value)


def _resolution(
    mentions: Sequence[Mention],
    nodes: _Nodes,
    groups: Groups,
    steps: dict[tuple[int, int], Reason],
    superseded: set[str],
) -> Resolution:
    found: dict[int, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes.of_mention):
        found[groups.group_of(node)].append(index)
    organisations = sorted(
        (_organisation(mentions, nodes, members, superseded) for members in found.values()),
        key=lambda organisation: (organisation.name, organisation.uscc or "", organisation.mentions),
    )
    reasons: list[Reason] = [Reason(Rule.ONLY)] * len(mentions)
    ties = _ties(steps)
    for organisation in organisations:
        centre = next(i for i in organisation.mentions if mentions[i].name == organisation.name)
        for index, reason in _reasons(mentions, nodes, organisation, centre, ties):
            reasons[index] = reason
    return Resolution(tuple(organisations), tuple(reasons))


def _organisation(mentions: Sequence[Mention], nodes: _Nodes, members: list[int], superseded: set[str]) -> Organisation:
    """The name is the most mentioned one that no registered change has replaced."""
    counted: Counter[str] = Counter()
    for index in members:
        counted[mentions[index].name] += mentions[index].times
    current = {name: count for name, count in counted.items() if name not in superseded} or counted
    codes = Counter({code: 0 for index in members if (code := nodes.nodes[nodes.of_mention[index]].uscc)})
    return Organisation(_most_used(Counter(current)), min(codes, default=None), tuple(members))


def _ties(steps: dict[tuple[int, int], Reason]) -> dict[int, list[tuple[int, Reason]]]:
    ties: dict[int, list[tuple[int, Reason]]] = defaultdict(list)
    for (a, b), reason in steps.items():
        ties[a].append((b, reason))
        ties[b].append((a, reason))
    return ties


def _reasons(
    mentions: Sequence[Mention],
    nodes: _Nodes,
    organisation: Organisation,
    centre: int,
    ties: dict[int, list[tuple[int, Reason]]],
) -> Iterator[tuple[int, Reason]]:
    """Walk the joins outwards from the name the organisation goes by: each name is explained by the step before it."""
    start = nodes.of_mention[centre]
    told: dict[int, Reason] = {start: Reason(Rule.SPELLING, other=organisation.name)}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for other, reason in ties.get(node, ()):
            if other not in told:
                told[other] = Reason(reason.rule, nodes.names[node], reason.score, reason.evidence)
                waiting.append(other)
    for index in organisation.mentions:
        name, node = mentions[index].name, nodes.of_mention[index]
        if name == organisation.name:
            continue
        reason = told[node]
        is_shown = node == start or name == nodes.names[node]
        yield index, reason if is_shown else Reason(Rule.SPELLING, nodes.names[node])
