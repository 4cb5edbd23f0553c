"""Ingest files: each is read once into staging, then everything is committed together."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from patentry.corpus import FileRow, Home, Snapshot, StagedTable, commit, files_of, latest
from patentry.ingestion import mappings
from patentry.ingestion.contradicting import contradictions_in
from patentry.ingestion.reports import (
    FileReport,
    IngestReport,
    ProblemCount,
    problems_from_json,
    problems_to_json,
    refused,
    set_apart,
)
from patentry.ingestion.staging import Staging, read_file
from patentry.ingestion.unpacking import Refused, unpack
from patentry.offices.mapped_table import PROPOSED, MappedTable, TableMapping, proposals_for
from patentry.offices.reading import Format, Source, UnreadableFileError
from patentry.offices.registry import format_named, format_of

__all__ = ["FileReport", "IngestReport", "ProblemCount", "ingest"]

Progress = Callable[[str, int, int], None]
"""Called with a file's name, bytes read so far and its size."""


class _Choice(NamedTuple):
    """How a file's format is chosen: by its name, by the mappings remembered, of which one may be `given` now."""

    format_name: str | None
    mapped: MappedTable
    given: TableMapping | None


@dataclass(frozen=True, slots=True)
class _Taken:
    report: FileReport
    row: FileRow | None
    """Its provenance; None where the corpus has it already, there was no file to read, or it is no patent data."""


def ingest(
    *,
    home: Home,
    paths: Sequence[Path],
    at: datetime,
    format_name: str | None = None,
    processes: int = 1,
    again: bool = False,
    mapping: Path | None = None,
    is_staged: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Read the files and commit what was kept as one snapshot; answer every file's account.

    A file whose bytes are already in the corpus is not read again: its account is answered from provenance and
    nothing changes; `again` reads it all the same, for a newer reader. A `mapping` is remembered for every table with
    its headings, and reads again, too; `Refusal` is raised where that file is none. Zip archives are unpacked and
    their members read as files. `at` is stored as the reading time.
    """
    home.check()
    given = mappings.remember(home, mapping) if mapping is not None else None
    choice = _Choice(format_name, MappedTable(mappings.remembered(home)), given)
    folder = Path(tempfile.mkdtemp(dir=_made(home.staging)))
    try:
        staging = Staging(folder)
        known = {} if again or mapping else {row.file: row for row in files_of(latest(home))}
        taken: list[_Taken] = []
        for path in paths:
            for source in unpack(path, folder / "unpacked"):
                if isinstance(source, Refused):
                    taken.append(_Taken(refused(source.name, source.code, source.value), None))
                    continue
                taken.append(_take(home, source, staging, known, at, choice, processes, progress))
        staged = staging.tables()
        taken = _with_contradictions(home, staged, taken)
        snapshot = _commit(home, staged, taken, at, is_staged)
        return IngestReport(snapshot.number, tuple(one.report for one in taken))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _take(
    home: Home,
    source: Source,
    staging: Staging,
    known: dict[str, FileRow],
    at: datetime,
    choice: _Choice,
    processes: int,
    progress: Progress | None,
) -> _Taken:
    try:
        sha256 = sha256_of(source.path)
        if sha256 in known and known[sha256].kept and choice.format_name in (None, known[sha256].format):
            return _Taken(_account_of(known[sha256], source.name), None)
        chosen = _format_for(home, source, choice)
        tally = read_file(
            chosen=chosen,
            source=source,
            file=sha256,
            staging=staging,
            quarantine=_made(home.quarantine),
            processes=processes,
            progress=progress,
        )
    except UnreadableFileError as error:
        if error.code == "not_patent_data":
            return _Taken(set_apart(source.name, error.value), None)
        report = refused(source.name, error.code, error.value)
        return _Taken(report, _provenance(report, sha256_of(source.path), None, at))
    report = tally.report(path=source.name, format_name=chosen.name)
    return _Taken(report, _provenance(report, sha256, chosen.weekly_authority, at))


def _format_for(home: Home, source: Source, choice: _Choice) -> Format:
    """The named format, the mapping remembered for these headings, else what the content tells.

    A table nobody knows is not taken without a word: its mapping, certain or not, is written down in the home.
    """
    mapped = choice.mapped
    if choice.format_name not in (None, mapped.name):
        return format_named(str(choice.format_name))
    if mapped.remembers(source):
        return mapped
    try:
        chosen = format_of(source)
    except UnreadableFileError as error:
        if error.code == "format_unknown" and (proposals := proposals_for(source)):
            noted = mappings.note(home, proposals, status=PROPOSED)
            told = "; ".join(f"{path} ({mapping.told() or '?'})" for path, mapping in noted)
            raise UnreadableFileError("mapping_unmatched" if choice.given else "mapping_proposed", told) from None
        raise
    if chosen.name == mapped.name:
        mappings.note(home, [one for one in proposals_for(source) if one.is_certain], status="assumed")
    return chosen


def _provenance(report: FileReport, sha256: str, weekly_authority: str | None, at: datetime) -> FileRow:
    return FileRow(
        file=sha256,
        name=Path(report.path).name,
        format=report.format or "",
        documents=report.documents,
        kept=report.kept,
        rejected=report.rejected,
        problems=problems_to_json(report.problems),
        weekly_authority=weekly_authority,
        read_at=at,
        added_in=0,
    )


def _account_of(row: FileRow, name: str) -> FileReport:
    return FileReport(name, row.format, row.documents, row.kept, row.rejected, problems_from_json(row.problems))


def _commit(home: Home, staged: list[StagedTable], taken: list[_Taken], at: datetime, is_staged: bool) -> Snapshot:
    rows = [one.row for one in taken if one.row is not None]
    if not any(row.kept for row in rows):
        return latest(home)
    return commit(home=home, staged=staged, files=rows, at=at, is_staged=is_staged)


def _with_contradictions(home: Home, staged: list[StagedTable], taken: list[_Taken]) -> list[_Taken]:
    """The same accounts, each with what its file contradicts; every document stays kept."""
    rows = tuple(one.row for one in taken if one.row is not None)
    found = contradictions_in(snapshot=latest(home), staged=tuple(staged), files=rows)
    return [_noted(one, found.pop(one.row.file, None) if one.row else None) for one in taken]


def _noted(one: _Taken, problem: ProblemCount | None) -> _Taken:
    if problem is None or one.row is None:
        return one
    problems = (*one.report.problems, problem)
    return _Taken(replace(one.report, problems=problems), replace(one.row, problems=problems_to_json(problems)))


def sha256_of(path: Path) -> str:
    """Answer the sha256 of a file's bytes, which is its name in provenance."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
