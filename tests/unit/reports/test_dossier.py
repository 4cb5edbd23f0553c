"""A dossier goes on over as many pages as it takes, and the same one gives the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

pytest.importorskip("typst")

from patentry.reports import Dossier, Finding, Findings, Listing, ReportError, dossier_to_pdf

LOG = Listing(
    heading="检索记录", headings=("步骤", "检索内容"), widths=(0, 1), rows=(("S1", "铰链"),), numbers=frozenset({0})
)
FOUND = Finding(title="折叠屏 *display*", facts="US9100001B2 · #let", passage="一处 $ 铰链", reasons="words 80%")
DOSSIER = Dossier(
    lang="zh",
    title="检索报告",
    line="折叠屏",
    running="折叠屏 · 第 1 号快照 · 2024-03-01",
    facts=(("检索目的", "铰链"),),
    listings=(LOG, replace(LOG, heading="文献集", rows=(), says="尚未收集")),
    findings=(Findings(heading="S1", asked="铰链", says="3 个同族", found=(FOUND,) * 3),),
    closing="不评价新颖性。",
    at=datetime(2024, 3, 1, 9, 30, tzinfo=UTC),
)


def _pages(pdf: bytes) -> int:
    return int(re.findall(rb"/Count (\d+)", pdf)[0])


def test_the_same_dossier_gives_the_same_bytes_and_nothing_given_is_markup() -> None:
    assert dossier_to_pdf(DOSSIER) == dossier_to_pdf(DOSSIER)
    assert _pages(dossier_to_pdf(DOSSIER)) == 1


def test_a_long_log_and_a_question_longer_than_a_page_go_on_over_pages() -> None:
    many = replace(LOG, rows=(("S1", "铰链"),) * 90)
    long = replace(many, rows=(*many.rows, ("S91", "a hinge of a display " * 900)))
    of_many, of_long = (_pages(dossier_to_pdf(replace(DOSSIER, listings=(one,)))) for one in (many, long))
    assert 1 < of_many < of_long - 1
    asked = replace(DOSSIER.findings[0], asked="a hinge " * 4000)
    assert _pages(dossier_to_pdf(replace(DOSSIER, findings=(asked,)))) > 4


def test_a_letter_the_font_lacks_is_an_error() -> None:
    with pytest.raises(ReportError):
        dossier_to_pdf(replace(DOSSIER, line="\U0001f600"))
