"""The long status text of the gazette, cut at its labels: it names dates, persons and contracts, often
unseparated.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from patentry.offices.tabular.cells import clean, split_addresses, split_values
from patentry.offices.tabular.persons import split_postcode
from patentry.records import Party

_EDGES = " \t\r\n;；,，。|"
_ROLES = frozenset({"pledgor", "pledgee", "licensor", "licensee"})
_NAME_MATTERS = ("权利人", "申请人", "姓名", "名称", "申请权", "专利权")
_OTHER_MATTERS = ("发明人", "代理", "发明名称", "设计人", "联系人", "分类", "优先权")


class Labelled(NamedTuple):
    """What a label of the text means, its rank among labels of that meaning, and the value after it."""

    means: str
    rank: int
    value: str


class Detail(NamedTuple):
    """What a status text says. `effective` is as written; persons stand in order, co-owners with their
    addresses.
    """

    effective: str = ""
    before: tuple[Party, ...] = ()
    after: tuple[Party, ...] = ()
    contract_number: str | None = None
    parties: tuple[tuple[str, str], ...] = ()
    filed: str = ""
    granted: str = ""


_EMPTY = Detail()
_ABSENT = (0, "")
_CHANGES = frozenset({"before", "after", "address_before", "address_after"})


@cache
def _labels() -> dict[str, tuple[str, int]]:
    """Label → what it means and its rank: of several effective dates the one higher in the table counts."""
    text = files(__package__).joinpath("labels.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["label"]: (row["means"], rank) for rank, row in enumerate(rows)}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_labels(), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + r")\s*[:：]")


def split_title(text: str) -> tuple[str, str]:
    """Answer the status itself and what follows from the first label on."""
    first = _pattern().search(text)
    if first is None:
        return text.strip(_EDGES), ""
    return text[: first.start()].strip(_EDGES), text[first.start() :].strip()


def read_detail(text: str) -> Detail:
    """Answer what the labels of a status text say."""
    labelled = _cut(text)
    if not labelled:
        return _EMPTY
    values: dict[str, tuple[int, str]] = {}
    for means, rank, value in labelled:
        if value and rank < values.get(means, (rank + 1, ""))[0]:
            values[means] = (rank, value)
    before, after = _change(labelled) if _CHANGES & values.keys() else ((), ())
    return Detail(
        effective=values.get("effective", _ABSENT)[1],
        before=before,
        after=after,
        contract_number=values.get("contract", _ABSENT)[1] or None,
        parties=tuple((means, name) for means, _, value in labelled if means in _ROLES for name in split_values(value)),
        filed=values.get("filed", _ABSENT)[1],
        granted=values.get("granted", _ABSENT)[1],
    )


def _cut(text: str) -> list[Labelled]:
    if ":" not in text and "：" not in text:
        return []
    pieces = _pattern().split(text)
    labels = _labels()
    return [
        Labelled(*labels[label], value.strip(_EDGES)) for label, value in zip(pieces[1::2], pieces[2::2], strict=True)
    ]


class _Side:
    """Names and addresses of the holders on one side of a change, as they come."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.addresses: list[str] = []

    def parties(self) -> tuple[Party, ...]:
        return pair_parties(self.names, self.addresses)


def _change(labelled: list[Labelled]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The holders before and after, in order. Under 变更事项:地址 the values are addresses, whatever their
    label.
    """
    sides = {"before": _Side(), "after": _Side()}
    matter = "name"
    for means, _, value in labelled:
        side = sides.get(means.removeprefix("address_"))
        if means == "matter":
            matter = _matter_of(value)
        elif side is None:
            continue
        elif matter == "address" or means.startswith("address_"):
            side.addresses.extend(split_addresses(value))
        elif matter == "name":
            side.names.extend(split_values(value))
    return sides["before"].parties(), sides["after"].parties()


def _matter_of(text: str) -> str:
    if any(word in text for word in _OTHER_MATTERS):
        return "other"
    if "地址" in text and "名称" not in text and "姓名" not in text:
        return "address"
    return "name" if any(word in text for word in _NAME_MATTERS) else "other"


def pair_parties(names: Sequence[str], addresses: Sequence[str]) -> tuple[Party, ...]:
    """Answer holders in order, each with the address in its place; a name is empty where only addresses
    changed.
    """
    count = len(names) or len(addresses)
    return tuple(
        _party(names[i] if i < len(names) else "", addresses[i] if i < len(addresses) else None) for i in range(count)
    )


def _party(name: str, address: str | None) -> Party:
    if address is None:
        return Party(name)
    postcode, rest = split_postcode(address)
    return Party(name, address=clean(rest) or None, postcode=postcode)
