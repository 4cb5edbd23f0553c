"""One fictional lamp as an office, a list and a vendor tell of it, each with another filing date."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from patentry.corpus import Home
from patentry.ingestion import IngestReport, ingest

AT = datetime(2024, 1, 10, tzinfo=UTC)
_OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<business:PatentDocumentAndRelated xmlns:business="urn:example:business" xmlns:base="urn:example:base" country="CN"
  docNumber="101000011" kind="B" datePublication="20200306">
<business:BibliographicData>
 <business:PublicationReference dataFormat="standard"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code>
  <base:DocNumber>101000011</base:DocNumber><base:Kind>B</base:Kind><base:Date>20200306</base:Date></base:DocumentID>
 </business:PublicationReference>
 <business:ApplicationReference applType="10"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code>
  <base:DocNumber>201810000011.8</base:DocNumber><base:Date>{filed}</base:Date></base:DocumentID>
 </business:ApplicationReference>
 <business:InventionTitle lang="zh">公报的灯</business:InventionTitle>
</business:BibliographicData>
</business:PatentDocumentAndRelated>
"""
LIST = (
    "申请号,公开（公告）号,专利类型,发明名称,申请日,授权公告日,申请人,代理机构\n"
    "CN201810000011.8,CN101000011B,发明专利,列表的灯,{filed},2020-03-06,甲公司（演示）,某代理（演示）\n"
)
_VENDOR = (
    "Publication Number,Application Number,Title,Application Date,Publication Date,Simple Legal Status,IPC\n"
    "CN101000011B,CN201810000011.8,A lamp,{filed},2020-03-06,{status},F21V 1/00\n"
)


def office(folder: Path, *, filed: str = "20180105") -> Path:
    """The office's own publication; ranked before the others."""
    return _written(folder / "office.xml", _OFFICE.format(filed=filed))


def listed(folder: Path, *, filed: str = "2018-01-06", name: str = "list.csv") -> Path:
    """A list; ranked after the office's file and before the vendor's."""
    return _written(folder / name, LIST.format(filed=filed))


def vendor(folder: Path, *, filed: str = "2018-01-07", status: str = "Active", name: str = "vendor.csv") -> Path:
    """A vendor's export."""
    return _written(folder / name, _VENDOR.format(filed=filed, status=status))


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def made_home(folder: Path) -> Home:
    """An empty home."""
    home = Home(folder)
    home.create()
    return home


def take(home: Home, *paths: Path) -> IngestReport:
    """Ingest the files together."""
    report = ingest(home=home, paths=paths, at=AT)
    assert all(file.format and file.documents == file.kept + file.rejected for file in report.files)
    return report
