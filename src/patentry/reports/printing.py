"""Set a sheet or an overview on one A4 page, a dossier on several: PDF/A with its font embedded, or a picture."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from patentry.reports.dossier import Dossier
from patentry.reports.errors import ReportError
from patentry.reports.overview import Overview
from patentry.reports.sheet import Sheet

FAMILY = "Noto Sans SC"
ARCHIVAL = "a-2u"
"""PDF/A-2u: every font embedded, every letter with its Unicode value, so that the text can be searched and copied."""


def to_pdf(sheet: Sheet) -> bytes:
    """Answer the sheet as PDF/A-2u. Raises `ReportError`, as for a letter that the font does not have."""
    given = {"sheet": json.dumps(_told(sheet), ensure_ascii=False)}
    return _set(_template("sheet.typ"), given, format="pdf", pdf_standards=[ARCHIVAL], timestamp=_second(sheet.at))


def overview_to_pdf(overview: Overview) -> bytes:
    """Answer the overview as PDF/A-2u on one page. Raises `ReportError`, as for a letter the font does not have."""
    told = asdict(overview) | {"at": overview.at.isoformat()}
    for block in told["blocks"]:
        block["numbers"] = sorted(block["numbers"])
    given = {"sheet": json.dumps(told, ensure_ascii=False)}
    at = _second(overview.at)
    return _set(_template("overview.typ"), given, format="pdf", pdf_standards=[ARCHIVAL], timestamp=at)


def dossier_to_pdf(dossier: Dossier) -> bytes:
    """Answer the dossier as PDF/A-2u, its pages numbered. Raises `ReportError`, as for a letter the font lacks."""
    told = asdict(dossier) | {"at": dossier.at.isoformat()}
    for listing in told["listings"]:
        listing["numbers"] = sorted(listing["numbers"])
    given = {"sheet": json.dumps(told, ensure_ascii=False)}
    at = _second(dossier.at)
    return _set(_template("dossier.typ"), given, format="pdf", pdf_standards=[ARCHIVAL], timestamp=at)


def to_png(svg: str, *, width_cm: float, dots_per_inch: int = 220) -> bytes:
    """Answer a drawing as a picture, in the font the printed page has. Raises `ReportError`."""
    source = (
        f'#set page(width: {width_cm}cm, height: auto, margin: 0pt)\n#set text(font: "{FAMILY}")\n'
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    return _set(source.encode(), {"svg": svg}, format="png", ppi=dots_per_inch)


def _second(at: datetime) -> datetime:
    """The only moments that a PDF file can bear."""
    return at.astimezone(UTC).replace(microsecond=0)


def _told(sheet: Sheet) -> dict[str, Any]:
    told = asdict(sheet) | {"at": sheet.at.isoformat()}
    told["table"]["numbers"] = sorted(sheet.table.numbers)
    return told


def _set(source: bytes, given: dict[str, str], **terms: Any) -> bytes:
    import typst

    compiler = typst.Compiler(source, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=given)
    try:
        made, warnings = compiler.compile_with_warnings(source, **terms)
    except typst.TypstError as error:
        raise ReportError(" ".join([error.message, *error.hints])) from error
    if warnings:
        # Its warnings tell of a font that is not there or a layout that does not settle: the page would be wrong.
        raise ReportError("; ".join(warning.message for warning in warnings))
    pages = made if isinstance(made, list) else [made]
    assert pages[0] is not None
    return bytes(pages[0])


@cache
def _fonts() -> Any:
    """The fonts of the package and no others: the machine's would give other bytes elsewhere."""
    try:
        import pylopdf_fonts_zh_cn
        import typst
    except ImportError as error:
        raise ReportError(f"{error.name} is not installed: pip install 'patentry[site]'") from error
    folder = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    if FAMILY not in fonts.families():
        raise ReportError(f"{FAMILY} is not in {folder}")
    return fonts


@cache
def _template(name: str) -> bytes:
    return resources.files("patentry.reports").joinpath(name).read_bytes()
