"""Everything the site knows about a person, as a ZIP of JSON files and of the files they handed in."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from district.accounts.models import User
from district.accounts.privacy.declarations import Declared, every
from district.accounts.privacy.libraries import FOREIGN
from district.files.models import StoredFile
from district.files.storage import uploads

SECRET = frozenset({"password", "secret"})
"""Fields of our own models that open doors; an export is a file that may be lost."""
STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of day of the ZIP's members: the same data give the same bytes."""


def export_of(user: User, *, at: datetime) -> bytes:
    """Answer the ZIP: a file a model that knows something, `contents.json` naming them, files under `files/`."""
    shown = (one for one in every() if one.is_about_people and {"self", "everyone"} & {*one.says.seen_by})
    told = [(one.name, _own(one, user), SECRET) for one in shown]
    told += [(one.model._meta.label_lower, one.rows_of(user), frozenset(one.secret)) for one in FOREIGN]
    packed, contents = io.BytesIO(), []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows, secret in told:
            found = list(rows.order_by("pk"))
            if not found:
                continue
            contents.append({"file": f"{name}.json", "rows": len(found)})
            _put(archive, f"{name}.json", _json([_row(row, secret) for row in found]))
            for path, content in _files(name, found):
                _put(archive, path, content)
        head = {"account": user.username, "made_at": at.isoformat(), "contents": contents}
        _put(archive, "contents.json", _json(head))
    return packed.getvalue()


def _own(one: Declared, user: User) -> QuerySet[Model]:
    rows = one.rows_of(user)
    return rows.exclude(**{one.says.withheld: True}) if one.says.withheld else rows


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _json(value: Any) -> bytes:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, default=None).encode()


def _row(row: Model, secret: Iterable[str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name not in secret:
            told[field.name] = field.to_python(field.value_from_object(row))
    return told


def _files(name: str, rows: list[Model]) -> Iterable[tuple[str, bytes]]:
    for row in rows:
        if isinstance(row, StoredFile) and uploads().exists(row.place):
            with uploads().open(row.place) as stored:
                yield f"files/{name}/{row.pk}/{row.name}", stored.read()
