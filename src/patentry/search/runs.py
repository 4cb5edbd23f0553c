"""Questions out of a file, and answers as the lines TREC's tools read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from patentry.numbers import NumberError, PublicationNumber
from patentry.wording import Refusal

LIKE = "like:"
NAME = "patentry"
_HYPHENED = re.compile(r"[A-Z]{2}-[A-Z0-9]+-[A-Z]\d?")
_AMERICAN_APPLICATION = re.compile(r"((?:19|20)\d\d)0(\d{6})")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a file of questions: `text` or the number of a patent (`like`), and a day where one is given."""

    query: str
    text: str | None
    like: str | None
    before: date | None
    line: int


def read_questions(lines: Iterable[str], *, name: str) -> list[Asked]:
    """Answer the questions of a TSV: name, text or `like:NUMBER`, and perhaps a day.

    Raises `Refusal` with file and line for one that cannot be read. Blank lines are passed over.
    """
    found: list[Asked] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.rstrip("\r\n").lstrip("\ufeff").split("\t")]
        if not 2 <= len(parts) <= 3 or not all(parts[:2]) or re.search(r"\s", parts[0]):
            raise Refusal("search.questions_unreadable", name=name, line=number, found=line.strip()[:80])
        if parts[0] in seen:
            raise Refusal("search.question_twice", name=name, line=number, found=parts[0])
        seen.add(parts[0])
        is_like = parts[1].lower().startswith(LIKE)
        like = parts[1][len(LIKE) :].strip() if is_like else None
        before = _day(parts[2], name, number) if len(parts) == 3 and parts[2] else None
        found.append(Asked(parts[0], None if is_like else parts[1], like, before, number))
    if not found:
        raise Refusal("search.questions_empty", name=name)
    return found


def _day(text: str, name: str, line: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("search.questions_day", name=name, line=line, found=text) from None


def is_hyphened(asked: Sequence[Asked]) -> bool:
    """Answer whether the patents asked about are written as in BigQuery's tables, "US-2002115422-A1"."""
    numbers = [one.like for one in asked if one.like]
    return bool(numbers) and all(_HYPHENED.fullmatch(number) for number in numbers)


def hyphened(number: str) -> str:
    """Answer a canonical publication number in that writing; what is none stays as it is."""
    try:
        parsed = PublicationNumber.parse(number)
    except NumberError:
        return number
    serial = parsed.serial
    if parsed.authority == "US" and (found := _AMERICAN_APPLICATION.fullmatch(serial)):
        serial = found[1] + found[2]
    return "-".join(part for part in (parsed.authority, serial, parsed.kind) if part)


def canonical(number: str) -> str:
    """Answer a publication number in our form; what cannot be read stays as it is."""
    try:
        return str(PublicationNumber.parse(number))
    except NumberError:
        return number


def run_lines(query: str, ranked: Sequence[tuple[str, float]], *, hyphens: bool = False) -> list[str]:
    """Answer the lines of a run: question, Q0, publication number, rank, score, `patentry`."""
    return [
        f"{query} Q0 {hyphened(number) if hyphens else number} {place} {score:.6f} {NAME}"
        for place, (number, score) in enumerate(ranked, start=1)
    ]
