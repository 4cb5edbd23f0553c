"""The evidence for a search on the command line: coverage, combinations, suggested classes."""

from __future__ import annotations

import argparse
from dataclasses import asdict, dataclass, replace

from patentry.cli.output import Output
from patentry.search.asking import Answer, Ask
from patentry.search.evidence import (
    Combination,
    Coverage,
    Evidence,
    PartCoverage,
    Suggestions,
    classes_of,
    evidence_of,
)
from patentry.search.evidence.class_suggestions import NEAREST
from patentry.search.searching import Searcher
from patentry.wording import Lang, Refusal

SHOWN_CHARACTERS = 200
MOST_DOCUMENTS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What was asked for beside the hits."""

    evidence: Evidence | None
    classes: Suggestions | None

    def as_contract(self) -> dict[str, object]:
        """Answer it as the JSON has it."""
        told: dict[str, object] = asdict(self.evidence) if self.evidence else {}
        return told | ({"classes": asdict(self.classes)} if self.classes else {})


def gather(searcher: Searcher, ask: Ask, answer: Answer, options: argparse.Namespace, lang: Lang) -> Told:
    """Work out what was asked for beside the hits."""
    if options.against and not options.coverage:
        raise Refusal("search.against_needs_coverage")
    evidence = suggested = None
    if options.coverage:
        numbers = options.against or [hit.publication_number for hit in answer.hits]
        evidence = evidence_of(searcher, ask, numbers, more=not options.against)
    if options.classes:
        nearest = answer.hits if len(answer.hits) >= NEAREST else searcher.search(replace(ask, top=NEAREST)).hits
        suggested = classes_of(searcher, [hit.publication_number for hit in nearest], lang=lang)
    return Told(evidence, suggested)


def print_evidence(told: Told, output: Output) -> None:
    """Print it for people."""
    if told.evidence:
        _print_parts(told.evidence.coverage, output)
        _print_documents(told.evidence, output)
        for combination in told.evidence.combinations:
            _print_combination(combination, output)
        if not told.evidence.combinations:
            output.line(output.say("search.combination.none"))
    if told.classes:
        _print_classes(told.classes, output)


def _print_parts(coverage: Coverage, output: Output) -> None:
    output.line()
    output.line(output.say("search.coverage.heading"))
    for place, part in enumerate(coverage.parts):
        output.line(f"{part.label}  {_cut(part.text)}")
        known = [(one.parts[place], one.publication_number) for one in coverage.documents]
        compared = [(part, number) for part, number in known if part.share is not None]
        best, number = max(compared, key=lambda one: one[0].share or 0.0, default=(None, ""))
        output.line(f"      {_best(best, number, output)}")
        if best and best.share and best.missing:
            output.line(f"      {output.say('search.coverage.missing', words=', '.join(best.missing))}")
    if coverage.left_out:
        output.line(output.say("search.coverage.left_out", count=coverage.left_out))


def _best(part: PartCoverage | None, number: str, output: Output) -> str:
    if part is None:
        return output.say("search.coverage.unknown")
    if not part.share or part.passage is None:
        return output.say("search.coverage.none")
    section = output.say(f"search.section.{part.section}")
    return output.say("search.coverage.best", number=number, share=f"{part.share:.0%}", section=section,
                      passage=_cut(part.passage))  # fmt: skip


def _print_documents(evidence: Evidence, output: Output) -> None:
    coverage = evidence.coverage
    heading = [output.say(f"search.coverage.{name}") for name in ("document", "covered", "share", "on_file", "title")]
    rows = [
        (
            one.publication_number,
            f"{one.covered}/{len(coverage.parts)}",
            None if one.share is None else f"{one.share:.0%}",
            " ".join(output.say(f"search.section.{name}") for name in one.sections),
            _cut(one.title, 60),
        )
        for one in sorted(coverage.documents, key=lambda one: (-one.covered, -(one.share or 0.0)))
    ]
    output.line()
    output.table(heading, rows[:MOST_DOCUMENTS])
    if len(rows) > MOST_DOCUMENTS:
        output.line(output.say("search.coverage.more", count=len(rows) - MOST_DOCUMENTS))
    for label in dict.fromkeys(added.label for added in evidence.added):
        numbers = ", ".join(added.publication_number for added in evidence.added if added.label == label)
        output.line(output.say("search.coverage.added", numbers=numbers, label=label))


def _print_combination(one: Combination, output: Output) -> None:
    covered = [part for part in one.parts if part.by]
    code = "whole" if one.is_whole else "part"
    output.line()
    output.line(
        output.say(f"search.combination.{code}", documents=" + ".join(one.documents), share=f"{one.share:.0%}",
                   covered=len(covered), parts=len(one.parts))
    )  # fmt: skip
    for number in one.documents:
        labels = ", ".join(f"{part.label} ({part.share:.0%})" for part in covered if part.by == number)
        output.line(f"   {output.say('search.combination.each', number=number, labels=labels or '—')}")
    for name, remaining in (("uncovered", one.uncovered), ("unknown", one.unknown)):
        if remaining:
            output.line(f"   {output.say(f'search.combination.{name}', labels=', '.join(remaining))}")


def _print_classes(told: Suggestions, output: Output) -> None:
    output.line()
    output.line(output.say("search.classes.heading", heard=told.heard, without=told.without))
    if not told.classes:
        output.line(output.say("search.classes.none"))
    level = ""
    for one in told.classes:
        if one.level != level:
            level = one.level
            output.line(f"  {output.say(f'search.classes.{level}')}")
        definition = one.definition.title if one.definition else output.say("search.classes.missing")
        output.line(
            output.say("search.classes.line", symbol=one.symbol, share=f"{one.share:.0%}", documents=one.documents,
                       definition=_cut(definition))
        )  # fmt: skip
        if one.definition is None and one.above:
            nearest = one.above[-1]
            output.line("      " + output.say("search.classes.above", symbol=nearest.symbol, title=_cut(nearest.title)))
        if one.moved:
            output.line("      " + output.say("search.classes.moved", places=", ".join(one.moved)))


def _cut(text: str, most: int = SHOWN_CHARACTERS) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most]} …"
