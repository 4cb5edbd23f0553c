"""The format `derwent_ciw`: records cut at ER, one document a publication of the family."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from patentry.numbers import NumberError, PublicationNumber, meaning_of_kind
from patentry.offices.database_exports.identity import canonical_publication, right_of_kind
from patentry.offices.derwent_ciw import family
from patentry.offices.derwent_ciw.tagged import Tagged, records_of
from patentry.offices.reading import Batch, Chunk, Quarantined, Source
from patentry.offices.tabular.encoding import text_of_sample
from patentry.records import Inventor, LangText, Party, Problem, Record, RightType, Severity

RECORDS_PER_CHUNK = 500
_START = re.compile(r"^(?:FN (?:Thomson Reuters|Clarivate|Derwent)|PT P\s*$)", re.MULTILINE)
_NUMBERS = re.compile(r"^PN [A-Z]{2}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Common:
    """What all publications of a family share; the record of one is this with its own number and days."""

    record: Record
    members: dict[str, family.Member]
    patents: dict[str, list[str]]
    literature: dict[str, list[str]]


class DerwentCiw:
    """The format `derwent_ciw`."""

    name = "derwent_ciw"
    weekly_authority: str | None = None

    def recognises(self, source: Source) -> bool:
        """Answer whether tagged records of patents stand near the start."""
        text = text_of_sample(source.sample())
        if text is None:
            return False
        text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
        return _START.search(text) is not None and _NUMBERS.search(text) is not None

    def chunks(self, source: Source) -> Iterator[Chunk]:
        """Cut the file into chunks of records; rows count records."""
        taken: list[Tagged] = []
        for record in records_of(source.path):
            taken.append(record)
            if len(taken) >= RECORDS_PER_CHUNK:
                yield Chunk(taken[0].number, taken)
                taken = []
        if taken:
            yield Chunk(taken[0].number, taken)

    def read(self, chunk: Chunk) -> Batch:
        """Read the records of a chunk: every member of a family is a document."""
        batch = Batch()
        for record in cast("list[Tagged]", chunk.payload):
            _take(record, batch)
        return batch


def _take(tagged: Tagged, batch: Batch) -> None:
    fields = tagged.fields()
    numbers = family.listed(fields, "PN")
    if not tagged.is_whole:
        _refuse(batch, tagged, "record_unfinished", "", next(iter(numbers), ""))
        return
    if not numbers:
        _refuse(batch, tagged, "number_missing", "PN", "")
        return
    seen: dict[Problem, None] = {}

    def doubt(code: str, tag: str, value: str) -> None:
        seen[Problem(code, tagged.number, tag or None, value[:200], Severity.WARNING)] = None

    if "\ufffd" in tagged.text:
        doubt("characters_damaged", "", next(line for line in tagged.lines if "\ufffd" in line).strip())
    common = _common(fields, doubt)
    for number in dict.fromkeys(numbers):
        try:
            record = _member(number, numbers, common)
        except NumberError as error:
            _refuse(batch, tagged, error.code, "PN", number)
            continue
        batch.documents += 1
        batch.records.append(record)
    batch.problems.extend(seen)


def _refuse(batch: Batch, tagged: Tagged, code: str, field: str, value: str) -> None:
    batch.documents += 1
    batch.rejected += 1
    batch.problems.append(Problem(code, tagged.number, field or None, value[:200] or None))
    batch.quarantine.append(Quarantined(tagged.number, tagged.text))


def _common(fields: family.Fields, doubt: family.Doubt) -> _Common:
    title, abstract = family.joined(fields, "TI"), "\n".join(line.strip() for line in fields.get("AB", ()))
    record = Record(
        authority="",
        right_type=RightType.OTHER,
        title=(LangText("en", title),) if title else (),
        abstract=(LangText("en", abstract),) if abstract else (),
        inventors=tuple(Inventor(name.strip()) for name in fields.get("AU", ()) if name.strip()),
        applicants=tuple(Party(name) for name in family.firms(fields)),
        ipc=family.symbols(fields, doubt),
        other_classes=family.derwent_classes(fields),
        priorities=family.priorities(fields, doubt),
        family_id=family.joined(fields, "GA") or None,
    )
    return _Common(record, family.members(fields, doubt), family.cited(fields, "CP"), family.cited(fields, "CR"))


def _member(text: str, numbers: tuple[str, ...], common: _Common) -> Record:
    """The record of one publication. Raises `NumberError`."""
    number = PublicationNumber.parse(text)
    told = common.members.get(text, family.Member())
    meaning = meaning_of_kind(authority=number.authority, kind=number.kind or "", on=told.published)
    others = (canonical_publication(other) for other in numbers if other != text)
    return replace(
        common.record,
        authority=number.authority,
        right_type=right_of_kind(meaning, number.kind) or RightType.OTHER,
        publication_number=str(number),
        application_number=told.application,
        kind=number.kind,
        filing_date=told.filed,
        publication_date=told.published,
        grant_date=told.published if meaning.stage == "grant" else None,
        language=told.language,
        family_members=tuple(dict.fromkeys(others)),
        citations=family.citations(common.patents.get(text, [])),
        non_patent_citations=tuple(common.literature.get(text, ())),
    )
