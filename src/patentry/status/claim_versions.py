"""Versions of a patent's claims, and the version that stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from patentry.claims import with_dependencies
from patentry.corpus import DuckEngine, Snapshot
from patentry.ingestion.export import records_of
from patentry.records import Claim, Record
from patentry.records.schemas import EVENTS, base_of
from patentry.status.claim_rules import Role, change_by_event, role_of_publication
from patentry.wording import Refusal

EVENT_COLUMNS = "left(number, 2) AS authority, code, title, detail, announced, effective"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsVersion:
    """The claims as one publication or decision states them.

    `date` is the publication date, else the decision's, else the grant date; None where the files give none.
    """

    publication_number: str | None
    kind: str | None
    date: dt.date | None
    decision_number: str | None
    decision_date: dt.date | None
    role: Role
    from_grant: bool
    is_loaded: bool
    """Whether the text of the claims is there."""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsChange:
    """Something that changed the claims: `day` it was announced, and the day it takes effect where a file says."""

    day: dt.date
    effective: dt.date | None = None
    from_grant: bool = True
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsOnDay:
    """The version that stands on a day, None before the first; and whether a later change is not in its text."""

    number: str
    on: dt.date
    version: ClaimsVersion | None
    claims_outdated: bool
    versions: tuple[ClaimsVersion, ...]


def claims_on(snapshot: Snapshot, number: str, *, on: dt.date, view: str, known: dt.date | None) -> ClaimsOnDay:
    """Answer the claims of a patent as they stood on a day, as far as it was announced by `known`.

    Recorded view: the version published last by the day. Legal view: what a decision or correction left counts from
    the grant, where the law carries it back (Patent Law art. 47, EPC art. 68; not 35 USC 307). Raises `Refusal` for a
    number that is none or not in the files.
    """
    records = list(records_of(snapshot, number=number))
    if not records:
        raise Refusal("patent.not_in_files", number=number)
    versions = [v for v in versions_of(records) if known is None or (v.date or dt.date.min) <= known]
    changes = [c for c in _changes_of(snapshot, records) if known is None or c.day <= known]
    granted = min((v.date for v in versions if v.date and v.role is Role.GRANTED), default=None)
    start = _Start(granted if view == "legal" else None)
    standing = [v for v in versions if start.of(v.date, v.from_grant) <= on]
    changed = [c for c in changes if start.of(c.day, c.from_grant) <= on]
    return ClaimsOnDay(
        number=_number_of(records, standing),
        on=on,
        version=_standing(standing),
        claims_outdated=is_outdated(standing, changed),
        versions=tuple(versions),
    )


@dataclass(frozen=True, slots=True)
class _Start:
    """From when a version or change counts: its day, or the grant where the view carries it back."""

    granted: dt.date | None

    def of(self, day: dt.date | None, from_grant: bool) -> dt.date:
        """Answer the day; what has none counts from ever."""
        if day is None:
            return dt.date.min
        return min(day, self.granted) if from_grant and self.granted else day


def versions_of(records: Iterable[Record]) -> tuple[ClaimsVersion, ...]:
    """Answer the versions the records of one patent are, earliest first; title pages without claims are none."""
    made = (_version(record) for record in records)
    versions = [v for v in made if v.is_loaded or v.role is not Role.TITLE_PAGE]
    ranks = {role: rank for rank, role in enumerate(Role)}
    return tuple(sorted(versions, key=lambda v: (v.date or dt.date.min, ranks[v.role], v.publication_number or "")))


def _version(record: Record) -> ClaimsVersion:
    day = record.publication_date or record.decision_date or record.grant_date
    role, from_grant = role_of_publication(
        authority=record.authority,
        kind=record.kind,
        on=day,
        granted=record.grant_date is not None,
        decided=record.decision_number is not None,
    )
    return ClaimsVersion(
        publication_number=record.publication_number,
        kind=record.kind,
        date=day,
        decision_number=record.decision_number,
        decision_date=record.decision_date,
        role=role,
        from_grant=from_grant,
        is_loaded=bool(record.claims),
        claims=with_dependencies(record.claims, lang=None),
    )


def _standing(versions: Sequence[ClaimsVersion]) -> ClaimsVersion | None:
    """The last version whose text is there, else the last; an application's claims end with the grant."""
    granted = [v for v in versions if v.role is not Role.APPLICATION] or list(versions)
    loaded = [v for v in granted if v.is_loaded] or granted
    return loaded[-1] if loaded else None


def is_outdated(versions: Sequence[ClaimsVersion], changes: Sequence[ClaimsChange]) -> bool:
    """Answer whether a decision, certificate or correction changed the claims and its text is not loaded.

    A loaded text carries out every change announced by its own date, and the decision it names by number or date. A
    publication after a decision whose own text is missing is a change, too.
    """
    restated = [v for v in versions if v.role.restates]
    missing = [ClaimsChange(day=v.date or dt.date.min) for v in restated if not v.is_loaded]
    loaded = [v for v in restated if v.is_loaded]
    return any(not any(_carries_out(v, change) for v in loaded) for change in (*changes, *missing))


def _carries_out(version: ClaimsVersion, change: ClaimsChange) -> bool:
    return (
        (version.date is not None and version.date >= change.day)
        or (version.decision_date is not None and version.decision_date in (change.day, change.effective))
        or bool(version.decision_number and version.decision_number in change.told)
    )


def _number_of(records: Sequence[Record], standing: Sequence[ClaimsVersion]) -> str:
    published = [v.publication_number for v in standing if v.publication_number]
    stated = [n for r in records for n in (r.publication_number, r.application_number) if n]
    return published[-1] if published else stated[0]


def _changes_of(snapshot: Snapshot, records: Sequence[Record]) -> list[ClaimsChange]:
    engine = DuckEngine()
    engine.add_files("events", snapshot.uris("events"), EVENTS.schema)
    applications = sorted({r.application_number for r in records if r.application_number})
    bases = sorted({base for r in records if (base := base_of(r))})
    rows = engine.sql(
        f"""SELECT {EVENT_COLUMNS} FROM events WHERE (is_application AND number IN (SELECT unnest(?)))
            OR (NOT is_application AND base IN (SELECT unnest(?)))""",
        [applications, bases],
    )
    found = (change_of_event(**row) for row in rows.to_pylist())
    return [change for change in found if change is not None]


def change_of_event(
    *, authority: str, code: str, title: str, detail: str, announced: dt.date | None, effective: dt.date | None
) -> ClaimsChange | None:
    """Answer the change of claims an event is, None where it is none; what has no date counts from ever."""
    from_grant = change_by_event(authority=authority, code=code, title=title, detail=detail)
    if from_grant is None:
        return None
    return ClaimsChange(
        day=announced or effective or dt.date.min, effective=effective, from_grant=from_grant, told=f"{title} {detail}"
    )
