"""What a portrait's page and its sheet of paper both show, in the language that is active."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from district.design import writing
from district.design.language import Lang
from district.openstats import provider, words
from district.openstats.provider import Portrait
from district.openstats.words import named

SHOWN = 8
"""Lines of a list on the page, which has to stay one sheet of A4; how many there are stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """A right type: patents in force by age band, and all of them."""

    name: str
    ages: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRow:
    """An annual fee that falls due."""

    number: str
    due: date
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """Something to do next and its rule."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortraitPage:
    """The portrait with its words."""

    found: Portrait
    bands: tuple[str, ...]
    types: tuple[TypeRow, ...]
    stages: tuple[tuple[str, int], ...]
    fees: tuple[FeeRow, ...]
    fee_sum: str
    steps: tuple[StepRow, ...]


def gather(found: Portrait, *, lang: Lang) -> PortraitPage:
    """Answer the words of a portrait."""
    bands = [band for band in _bands() if band[0] >= 0 or any(-1 in ages for ages in found.in_force.values())]
    return PortraitPage(
        found=found,
        bands=tuple(name for _first, name in bands),
        types=tuple(
            TypeRow(
                name=capfirst(named(words.RIGHT_TYPES, right_type)),
                ages=tuple(ages.get(first, 0) for first, _name in bands),
                total=sum(ages.values()),
            )
            for right_type, ages in found.in_force.items()
        ),
        stages=tuple(
            (capfirst(provider.word("portrait.stage", stage, lang=lang)), n) for stage, n in found.pending.items()
        ),
        fees=tuple(
            FeeRow(number=one.number, due=one.fee.due, amount=f"{writing.number(one.fee.amount)} {one.fee.currency}")
            for one in found.fees
        ),
        fee_sum=_sum(found),
        steps=tuple(
            StepRow(
                text=provider.sentence(step.code, lang=lang, values={"n": step.count}),
                source=step.source_en if lang == "en" else step.source,
            )
            for step in found.next_steps
        ),
    )


def _sum(found: Portrait) -> str:
    """All fees in full; money of two offices is not added up."""
    amounts: Counter[str] = Counter()
    for one in found.fees:
        amounts[one.fee.currency] += one.fee.amount
    return " + ".join(f"{writing.number(amount)} {currency}" for currency, amount in sorted(amounts.items()))


def _bands() -> tuple[tuple[int, str], ...]:
    return (
        (0, _("under 3 years")),
        (3, _("3 to 5")),
        (6, _("6 to 9")),
        (10, _("10 and more")),
        (-1, _("age not known")),
    )
