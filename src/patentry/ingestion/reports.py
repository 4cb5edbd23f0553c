"""What an ingest tells: every document of every file accounted for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from patentry.offices.reading import Batch
from patentry.records import Problem, Severity


@dataclass(frozen=True, slots=True)
class ProblemExample:
    """The first row a problem was seen in."""

    row: int | None
    field: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How often a problem occurred in a file, and where first."""

    code: str
    severity: str
    count: int
    example: ProblemExample


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file's account: documents = kept + rejected."""

    path: str
    format: str | None
    documents: int
    kept: int
    rejected: int
    problems: tuple[ProblemCount, ...]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The snapshot that is current after the ingest, and each file's account."""

    snapshot: int
    files: tuple[FileReport, ...]

    @property
    def took_anything(self) -> bool:
        """Answer whether anything was kept or nothing was wrong (exit code 0)."""
        return any(file.kept for file in self.files) or not any(file.problems for file in self.files)


@dataclass(slots=True)
class Tally:
    """Counts of a file while it is read."""

    documents: int = 0
    rejected: int = 0
    counts: dict[str, ProblemCount] = field(default_factory=dict)

    def add(self, batch: Batch) -> None:
        """Add a batch's documents and problems."""
        self.documents += batch.documents
        self.rejected += batch.rejected
        for problem in batch.problems:
            self.note(problem)

    def note(self, problem: Problem, times: int = 1) -> None:
        """Count a problem, keeping its first example."""
        seen = self.counts.get(problem.code)
        if seen is None:
            example = ProblemExample(problem.row, problem.field, _short(problem.value))
            seen = ProblemCount(problem.code, str(problem.severity), 0, example)
        self.counts[problem.code] = ProblemCount(seen.code, seen.severity, seen.count + times, seen.example)

    def report(self, *, path: str, format_name: str | None) -> FileReport:
        """Answer the file's account."""
        return FileReport(
            path,
            format_name,
            self.documents,
            self.documents - self.rejected,
            self.rejected,
            tuple(self.counts.values()),
        )


def _short(value: str | None) -> str | None:
    return value if value is None or len(value) <= 200 else value[:200] + "…"


def problems_to_json(problems: tuple[ProblemCount, ...]) -> str:
    """Answer the problems as the provenance table keeps them."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)


def problems_from_json(text: str) -> tuple[ProblemCount, ...]:
    """Answer the problems of a provenance row."""
    return tuple(
        ProblemCount(p["code"], p["severity"], p["count"], ProblemExample(**p["example"])) for p in json.loads(text)
    )


def refused(path: str, code: str, value: str) -> FileReport:
    """Answer the account of a file that could not be read at all: one document, rejected."""
    tally = Tally(documents=1, rejected=1)
    tally.note(Problem(code, None, None, value, Severity.REJECTED))
    return tally.report(path=path, format_name=None)


def set_apart(path: str, kind: str) -> FileReport:
    """Answer the account of a file that is no patent data: no documents, and what it was taken for."""
    tally = Tally()
    tally.note(Problem("not_patent_data", None, None, kind, Severity.WARNING))
    return tally.report(path=path, format_name=None)
