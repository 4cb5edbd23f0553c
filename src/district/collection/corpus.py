"""The one place that asks the library: read files, compare figures, make a snapshot current."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from patentry import corpus as library
from patentry.corpus import FileRow, Home, Snapshot, SourceCoverage, files_of, latest, open_snapshot, snapshots_of
from patentry.ingestion import ingest, mappings
from patentry.offices.mapped_table.files import MappingError
from patentry.offices.mapped_table.mapping import TableMapping
from patentry.statistics import Statistics, figures, open_statistics
from patentry.status.tenures import tenures_of
from patentry.wording import Refusal

__all__ = ["FileRow", "MappingError", "Refusal", "Snapshot", "SourceCoverage", "TableMapping"]

SHOWN_QUARANTINE = 100


@dataclass(frozen=True, slots=True)
class Read:
    """What reading some files came to."""

    snapshot: int
    base: int
    is_staged: bool
    report: list[dict[str, Any]]

    @property
    def took_anything(self) -> bool:
        """Whether any document of any file was kept."""
        return any(file["kept"] for file in self.report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A headline figure of a region on a day, as it is and as it would be; None: not known."""

    figure: str
    region: str
    on: date
    before: float | None
    after: float | None


def home() -> Home:
    """Answer the data folder, made a corpus where it is none yet."""
    found = Home(Path(settings.PATENTRY_HOME))
    found.create()
    return found


def stage(paths: Sequence[Path], *, at: datetime, again: bool, progress: Callable[[str, int, int], None]) -> Read:
    """Read files into a staged snapshot and derive what its figures stand on. Raises `Refusal`."""
    base = latest(home()).number
    report = ingest(home=home(), paths=paths, at=at, is_staged=True, again=again, progress=progress)
    made = open_snapshot(home(), report.snapshot or None)
    if made.is_staged:
        tenures_of(made)
    return Read(report.snapshot, base, made.is_staged, [asdict(file) for file in report.files])


def differences(staged: int) -> list[Difference]:
    """Answer how the headline figures change with a staged snapshot: on its last day, and at the year's end before."""
    now, then = _opened(latest(home()).number), _opened(staged)
    through = then.data_through if then else None
    if then is None or through is None:
        return []
    regions = [row.region for row in then.regions() if row.region in _headline_regions()]
    days = (date(through.year - 1, 12, 31), through)
    found = []
    for figure in (one.id for one in figures()):
        for region in regions:
            before, after = (_values(statistics, figure, region, days) for statistics in (now, then))
            found += [
                Difference(figure=figure, region=region, on=on, before=before.get(on), after=after.get(on))
                for on in days
            ]
    return found


def _headline_regions() -> tuple[str, ...]:
    return (settings.PATENTRY_REGION, settings.PATENTRY_ZONE, settings.PATENTRY_CITY)


def _opened(number: int) -> Statistics | None:
    return open_statistics(home=home().path, snapshot=number) if number else None


def _values(statistics: Statistics | None, figure: str, region: str, days: Sequence[date]) -> dict[date, float | None]:
    """A figure on some days, counted in one pass; what cannot be answered, as without a population, is not known."""
    if statistics is None:
        return {}
    try:
        return {row.on: row.value for row in statistics.figure(figure, region=region, on=days).rows}
    except Refusal:
        if len(days) == 1:
            return {}
        # One of the days may have an answer.
        alone = [_values(statistics, figure, region, [day]) for day in days]
        return {on: value for found in alone for on, value in found.items()}


def region_names(lang: str) -> dict[str, str]:
    """Answer what the regions are called."""
    if not current().number:
        return {}
    rows = open_statistics(home=home().path).regions()
    return {row.region: row.name_en if lang == "en" else row.name_zh for row in rows}


def snapshots() -> tuple[Snapshot, ...]:
    """Answer every snapshot, the newest first."""
    return tuple(reversed(snapshots_of(home())))


def current() -> Snapshot:
    """Answer the current snapshot."""
    return latest(home())


def files_added(snapshot: Snapshot) -> tuple[FileRow, ...]:
    """Answer the provenance rows a snapshot itself brought."""
    brought = snapshot.number if snapshot.kind in ("taken", "staged") else snapshot.of
    return tuple(row for row in files_of(snapshot) if row.added_in == brought)


def files_added_in(number: int) -> tuple[FileRow, ...]:
    """Answer the provenance rows that the snapshot of a number brought; none where it is not there."""
    found = next((one for one in snapshots_of(home()) if one.number == number), None)
    return files_added(found) if found else ()


def accept(*, staged: int, at: datetime) -> int:
    """Make a staged snapshot current; answers the number it got. One that already was answers that number."""
    try:
        return library.accept(home=home(), number=staged, at=at).number
    except Refusal as refusal:
        if refusal.code == "snapshot.accepted_already":
            return int(str(refusal.values["accepted"]))
        raise


def roll_back(*, to: int, at: datetime) -> int:
    """Make the content of an earlier snapshot current again; answers the new number. Raises `Refusal`."""
    return library.roll_back(home=home(), number=to, at=at).number


def coverage() -> tuple[SourceCoverage, ...]:
    """Answer how far each source reaches, with its missing weeks."""
    return open_statistics(home=home().path).coverage if current().number else ()


def quarantined(sha256: str) -> list[dict[str, Any]]:
    """Answer the first rows of a file that were set aside, each as it was and why."""

    path = home().quarantine / f"{sha256}.jsonl"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", errors="backslashreplace") as stream:
        return [json.loads(line) for line, _ in zip(stream, range(SHOWN_QUARANTINE), strict=False)]


def mapping_of(fingerprint: str) -> TableMapping | None:
    """Answer which column is which in tables of a heading, as proposed or confirmed; None where nothing is noted."""
    return mappings.noted(home(), fingerprint) if fingerprint.isalnum() else None


def confirm_mapping(mapping: TableMapping, *, fields: dict[str, tuple[str, ...]]) -> TableMapping:
    """Keep a mapping with the columns a person gave its fields; answers it. Raises `MappingError`."""
    given = {name for names in fields.values() for name in names}
    made = replace(mapping, fields=fields, labels=tuple(name for name in mapping.labels if name not in given))
    mappings.confirm(home(), made)
    return made


def refused(names: Iterable[str], refusal: Refusal) -> Read:
    """Answer the account of files that could not be read at all because of the data folder."""
    problem = {
        "code": "refused",
        "severity": "rejected",
        "count": 1,
        "example": {"row": None, "field": None, "value": refusal.sentence("zh")},
        "en": refusal.sentence("en"),
    }
    report: list[dict[str, Any]] = [
        {"path": name, "format": None, "documents": 1, "kept": 0, "rejected": 1, "problems": [problem]}
        for name in names
    ]
    return Read(0, current().number, False, report)
