"""A release as files: CSV and JSON with everything that was frozen, and the Atom feed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from district.design.cells import FORMULA_STARTS
from district.design.language import Lang
from district.openstats.releases.models import Release, ReleasedValue

LICENCE = "CC BY 4.0"
HEADINGS: dict[Lang, tuple[str, ...]] = {
    "zh": (
        *("指标", "地区", "日期", "值", "单位", "分子", "分母", "分母日期"),
        *("来源", "暂定", "定义版本", "快照", "发布"),
    ),
    "en": (
        "figure", "region", "date", "value", "unit", "numerator", "denominator", "denominator_date", "source",
        "provisional", "definition_version", "snapshot", "release",
    ),
}  # fmt: skip


def as_csv(release: Release, values: Iterable[ReleasedValue], lang: Lang) -> bytes:
    """Answer the values as CSV that spreadsheets open: a byte order mark, no cell that is a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADINGS[lang])
    for one in values:
        name, region, unit = (getattr(one, f"{part}_{lang}") for part in ("name", "region", "unit"))
        row = [
            *(name, region, release.on, one.value, unit, one.numerator, one.denominator, one.denominator_date),
            *(one.source, one.is_provisional, one.definition["version"], release.snapshot, release.code),
        ]
        table.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def as_json(release: Release, values: Iterable[ReleasedValue], *, address: str) -> bytes:
    """Answer all that was frozen, in both languages, with licence and citation."""
    told = as_told(release, values, address=address)
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def as_told(release: Release, values: Iterable[ReleasedValue], *, address: str) -> dict[str, Any]:
    """Answer what the JSON of a release says."""
    return {
        "release": release.code,
        "title": {"zh": release.title_zh, "en": release.title_en},
        "on": release.on.isoformat(),
        "published_at": release.published_at.isoformat() if release.published_at else None,
        "snapshot": release.snapshot,
        "data_through": release.data_through.isoformat() if release.data_through else None,
        "state": release.state,
        "corrects": release.corrects.code if release.corrects else None,
        "correction": {"zh": release.correction_zh, "en": release.correction_en} if release.corrects_id else None,
        "provisional_reason": release.provisional_reason,
        "text": {"zh": release.text_zh, "en": release.text_en},
        "licence": LICENCE,
        "address": address,
        "values": [_told(one) for one in values],
    }


def _told(one: ReleasedValue) -> dict[str, Any]:
    return {
        "figure": one.figure,
        "region": one.region,
        "name": {"zh": one.name_zh, "en": one.name_en},
        "value": one.value,
        "unit": {"zh": one.unit_zh, "en": one.unit_en},
        "numerator": one.numerator,
        "denominator": one.denominator,
        "denominator_date": one.denominator_date.isoformat() if one.denominator_date else None,
        "source": one.source,
        "unknown": one.unknown,
        "provisional": one.is_provisional,
        "definition": one.definition,
        "notes": one.notes,
    }


def as_atom(releases: Iterable[Release], *, lang: Lang, site: str, title: str) -> bytes:
    """Answer the feed of releases (RFC 4287), the latest published first. An entry never changes its id."""
    rows = list(releases)
    updated = max((row.state_since for row in rows), default=None)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{"zh-Hans" if lang == "zh" else "en"}">',
        f"<id>{escape(site)}/{lang}/releases/</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{updated.isoformat() if updated else '1970-01-01T00:00:00+00:00'}</updated>",
        f"<author><name>{escape(title)}</name></author>",
        f'<link rel="self" href="{escape(site)}/{lang}/releases/feed.atom"/>',
    ]
    for row in rows:
        address = f"{site}/{lang}/releases/{row.code}/"
        text = (row.correction_zh if lang == "zh" else row.correction_en) if row.corrects_id else ""
        summary = text or (row.text_zh if lang == "zh" else row.text_en)
        assert row.published_at is not None
        lines += [
            "<entry>",
            f"<id>{escape(address)}</id>",
            f"<title>{escape(row.title_zh if lang == 'zh' else row.title_en)}</title>",
            f'<link href="{escape(address)}"/>',
            f"<published>{row.published_at.isoformat()}</published>",
            f"<updated>{row.state_since.isoformat()}</updated>",
            f"<summary>{escape(summary)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode("utf-8")
