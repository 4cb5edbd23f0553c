"""The manual's chapter of recomputations: what follows from the published series that ship with the library."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from patentry.statistics import definition_of
from patentry.statistics.official import Check, checks_of, reference_populations, reference_values
from patentry.wording import Lang, say

NAME = "reference_series"
_WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TITLE = {lang: str(words["title"]) for lang, words in _WORDS.items()}


def page(lang: Lang) -> str:
    """Answer the chapter."""
    checks = checks_of()
    words = _WORDS[lang]
    lines = [tuple(words["headings"]), ("---",) * len(words["headings"])]
    lines += [(str(number), *_row(one, lang)) for number, one in enumerate(checks, start=1)]
    told = {"count": len(checks), "held": sum(one.holds for one in checks)}
    told |= {"values": len(reference_values()), "people": len(reference_populations())}
    refused = [_refused(one, lang) for one in checks if one.refused]
    parts = [
        f"# {words['title']}",
        words["text"],
        "\n".join("| " + " | ".join(line) + " |" for line in lines),
        *refused,
        words["count"].format(**told),
        words["made"],
    ]
    return "\n\n".join(parts) + "\n"


def _row(one: Check, lang: Lang) -> tuple[str, ...]:
    is_growth = one.kind == "growth"
    form, parts = ("{:+.2%}", "{:+.2%} · {:+.2%}") if is_growth else ("{:,.2f}", "{:,.10g} ÷ {:,.10g}")
    recomputed = "—" if one.recomputed is None else form.format(one.recomputed)
    divided = "" if is_growth or one.denominator_date is None else f" ({one.denominator_date})"
    return (
        say(f"check.{one.kind}", lang=lang),
        say(f"reference.region.{one.region}", lang=lang),
        getattr(definition_of(one.figure), f"name_{lang}"),
        str(one.date),
        "—" if one.published is None else form.format(one.published),
        recomputed,
        parts.format(one.numerator, one.denominator) + divided,
        say(f"certainty.{one.certainty}", lang=lang),
        "✓" if one.holds else "✕",
    )


def _refused(one: Check, lang: Lang) -> str:
    """What the library says where the two must not be divided: the zone's stock by the core area's density."""
    return say(
        one.refused,
        lang=lang,
        one=getattr(definition_of(one.figure), f"name_{lang}"),
        one_area=say(f"reference.region.{one.region}", lang=lang),
        one_kind=say("reference.kind.zone", lang=lang),
        other=getattr(definition_of("inventions_per_10k"), f"name_{lang}"),
        other_area=say("reference.region.cn-bj-etown-core", lang=lang),
        other_kind=say("reference.kind.core_area", lang=lang),
    )
