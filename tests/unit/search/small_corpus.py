"""A small fictional corpus to search in: displays, batteries and bearings, in two languages, with citations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from patentry.corpus import Home
from patentry.ingestion import ingest

AT = datetime(2024, 1, 9, tzinfo=UTC)


def document(
    number: str,
    title: str,
    abstract: str,
    *,
    published: str | None = "2015-01-06",
    ipc: Sequence[str] = (),
    cites: Sequence[str] = (),
    family: str | None = None,
    applicant: str = "Bright Lantern Co., Ltd.",
    lang: str = "en",
    claims: Sequence[str] = (),
    **more: Any,
) -> dict[str, Any]:
    """A record as `patentry records` prints it."""
    return {
        "publication_number": number,
        "authority": number[:2],
        "kind": number[-2:],
        "right_type": "invention",
        "publication_date": published,
        "title": {lang: title},
        "abstract": {lang: abstract},
        "language": lang,
        "ipc": list(ipc),
        "citations": [{"number": cited, "cited_by": "examiner"} for cited in cites],
        "family_id": family,
        "applicants": [{"name": applicant, "country": number[:2], "address": None}],
        "claims": [{"number": i, "text": text, "depends_on": []} for i, text in enumerate(claims, start=1)],
        **more,
    }


DOCUMENTS = [
    document(
        "US9100001B2",
        "Foldable display panel",
        "A display panel with a hinge and a flexible driving circuit.",
        published="2012-03-06",
        ipc=["G09F9/30", "H01L27/32"],
        claims=["A display panel folded along a hinge axis."],
    ),
    document(
        "US9100002B2",
        "Flexible organic display",
        "An organic light emitting display on a flexible substrate.",
        published="2013-05-07",
        ipc=["H01L27/32"],
        cites=["US9100001B2"],
    ),
    document(
        "US9100003B2",
        "Hinge for a folding screen",
        "A hinge that bears a folding screen without a crease.",
        published="2016-07-05",
        ipc=["G09F9/30"],
        cites=["US9100001B2", "US9100002B2"],
        family="F3",
    ),
    document(
        "US20150000003A1",
        "Hinge for a folding screen",
        "A hinge that bears a folding screen without a crease.",
        published="2015-01-08",
        ipc=["G09F9/30"],
        cites=["US9100001B2"],
        family="F3",
    ),
    document(
        "US9100004B2",
        "Lithium battery separator",
        "A ceramic coated separator for a lithium ion battery cell.",
        published="2014-02-04",
        ipc=["H01M50/446"],
        applicant="North Cell GmbH",
    ),
    document(
        "US9100005B2",
        "Battery electrolyte",
        "An electrolyte with an additive for lithium ion cells, 5 mm thick.",
        published="2015-09-01",
        ipc=["H01M10/0567"],
        cites=["US9100004B2"],
        applicant="North Cell GmbH",
    ),
    document(
        "US9100006B2",
        "Ball bearing",
        "A bearing with a cage that holds rolling balls.",
        published="2011-11-01",
        ipc=["F16C33/38"],
    ),
    document(
        "US9100007B2",
        "Undated folding panel",
        "A folding display panel of which no day is known.",
        published=None,
        ipc=["G09F9/30"],
    ),
    document(
        "CN104000001B",
        "柔性显示面板及其铰链",
        "一种柔性显示面板，包括铰链和像素驱动电路，可折叠。",
        published="2016-01-06",
        ipc=["G09F9/30"],
        lang="zh",
        applicant="云州明灯科技有限公司",
    ),
    document(
        "CN104000002B",
        "锂离子电池隔膜",
        "一种锂离子电池隔膜，表面涂覆陶瓷颗粒。",
        published="2017-02-01",
        ipc=["H01M50/446"],
        lang="zh",
        applicant="云州明灯科技有限公司",
    ),
]


def lines_of(documents: Sequence[dict[str, Any]]) -> str:
    """The records as JSON Lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)


def put_in(folder: Path, documents: Sequence[dict[str, Any]], *, name: str = "records.jsonl") -> Home:
    """Ingest documents into the home in a folder, making it where there is none."""
    home = Home(folder / "home")
    home.create()
    path = folder / name
    path.write_text(lines_of(documents), encoding="utf-8")
    report = ingest(home=home, paths=[path], at=AT, processes=1)
    assert [file.rejected for file in report.files] == [0], report
    return home
