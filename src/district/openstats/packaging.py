"""A figure's series as a data package: the table with the description that programs and people need beside it.

Version 2 of the Data Package standard (datapackage.org, 2024-06): `datapackage.json` names the table, its columns with
their types, the licence and the sources. The same page gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

from django.conf import settings

from district.design.cells import guarded
from district.design.language import Lang
from district.openstats import provider
from district.openstats.about import LICENCE_URL, about
from district.openstats.downloads import HEADINGS, rows_of
from district.openstats.figure_page import FigurePage

PROFILES = "https://datapackage.org/profiles/2.0"
EARLIEST = (1980, 1, 1, 0, 0, 0)
TYPES = {"date": "date", "value": "number", "snapshot": "integer"}
TABLE = "data.csv"


def to_zip(page: FigurePage, lang: Lang) -> bytes:
    """Answer the package: table, description, and a text to read first."""
    table = _table(page, lang)
    described = json.dumps(describe(page, lang, table=table), ensure_ascii=False, indent=2) + "\n"
    readme = "\n".join(["# " + page.name, "", *(f"- {name}: {words}" for name, words in about(page, lang)), ""])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = (("datapackage.json", described.encode()), (TABLE, table), ("README.md", readme.encode()))
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, date_time=EARLIEST), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _table(page: FigurePage, lang: Lang) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS["en"])
    for row in rows_of(page, lang):
        writer.writerow(["" if cell is None else guarded(cell) for cell in row])
    return out.getvalue().encode()


def describe(page: FigurePage, lang: Lang, *, table: bytes) -> dict[str, Any]:
    """Answer the descriptor."""
    fields = [
        {"name": name, "type": TYPES.get(name, "string"), "title": title}
        for name, title in zip(HEADINGS["en"], HEADINGS[lang], strict=True)
    ]
    next(field for field in fields if field["name"] == "value")["description"] = page.unit
    resource = {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": page.figure.replace("_", "-"),
        "type": "table",
        "path": TABLE,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table),
        "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
        "schema": {"$schema": f"{PROFILES}/tableschema.json", "fields": fields, "missingValues": [""]},
    }
    told = dict(about(page, lang))
    found = [
        provider.by_language(words, lang=lang) for words in (page.source, page.versus.source if page.versus else "")
    ]
    sources = [{"title": words} for words in dict.fromkeys([page.rule_source, *found]) if words]
    package: dict[str, Any] = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"{page.figure}-{page.region}-{page.on.isoformat()}".lower().replace("_", "-"),
        "title": f"{page.name}，{page.region_name}" if lang == "zh" else f"{page.name}, {page.region_name}",
        "description": "\n".join(f"{name}: {words}" for name, words in told.items()),
        "version": f"{page.snapshot}.0.0",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE_URL, "title": "Creative Commons Attribution 4.0"}],
        "sources": sources,
        "resources": [resource],
    }
    if page.taken_on:
        package["created"] = f"{page.taken_on.isoformat()}T00:00:00Z"
    if settings.PATENTRY_SITE_URL:
        package["homepage"] = f"{settings.PATENTRY_SITE_URL}/{lang}/statistics/{page.figure}/"
    return package
