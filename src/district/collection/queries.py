"""Reads of the officer's desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.collection import corpus
from district.collection.models import RollBack, Upload
from district.jobs import queue

_FINGERPRINT = re.compile(r"mappings/([0-9a-f]{16})\.toml")


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Upload]:
    """Answer the uploads somebody may see: a district officer all, nobody else any."""
    is_officer = isinstance(user, User) and Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on)
    rows = Upload.objects.all() if is_officer else Upload.objects.none()
    return rows.select_related("by").prefetch_related("files")


def waiting() -> int:
    """Answer how many uploads wait for an officer's decision."""
    return Upload.objects.filter(state__in=("staged", "unreadable")).count()


def reading_of(upload: Upload) -> queue.State | None:
    """Answer how far the reading of an upload is; None once it has been read."""
    if upload.state != "waiting" or upload.reading is None:
        return None
    return queue.state_of(upload.reading)


def pages_of(snapshot: int) -> queue.State | None:
    """Answer how many public pages of a snapshot are counted already; None where that has not begun."""
    return queue.told(f"pages of snapshot {snapshot}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table nobody knew in an upload: its file, and the fingerprint under which its mapping is kept."""

    file: str
    fingerprint: str


def tables_to_map(upload: Upload) -> Iterator[Table]:
    """Give the tables whose columns an officer can give a meaning."""
    for file in upload.report:
        for problem in file["problems"]:
            if problem["code"] in ("mapping_proposed", "mapping_unmatched", "mapping_assumed"):
                for found in _FINGERPRINT.findall(problem["example"]["value"] or ""):
                    yield Table(file=file["path"], fingerprint=found)


def rows_set_aside(upload: Upload) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Give for every file with rows set aside its name and the first of them, each with why."""
    digests = {file.name: file.sha256 for file in upload.files.all()}
    for row in corpus.files_added_in(upload.staged) if upload.staged else ():
        digests.setdefault(row.name, row.file)
    for file in upload.report:
        digest = digests.get(file["path"].rpartition("/")[2])
        if file["rejected"] and digest:
            yield file["path"], corpus.quarantined(digest)


def roll_backs() -> QuerySet[RollBack]:
    """Answer who went back to which snapshot, the latest first."""
    return RollBack.objects.select_related("by")


def uploads_by_snapshot() -> dict[int, Upload]:
    """Answer the upload behind each snapshot that came from this desk: the staged one and the accepted one."""
    found: dict[int, Upload] = {}
    for upload in Upload.objects.filter(staged__isnull=False).select_related("by"):
        found[upload.staged or 0] = upload
        if upload.accepted_as:
            found[upload.accepted_as] = upload
    return found
