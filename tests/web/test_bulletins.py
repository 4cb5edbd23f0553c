"""Bulletins: a release on one page, the same bytes for good, every letter in the embedded font."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime

import people as accounts
import pytest
from docx import Document

from district.accounts.roles import Role
from district.casework import CaseRefusal, wording
from district.openstats.releases import actions, bulletin, queries, sentences
from district.openstats.releases.actions import Plan, Text
from district.openstats.releases.models import Bulletin, FrozenError, Release

AT = datetime(2024, 3, 1, 2, 0, 0, 123456, tzinfo=UTC)
KINDS = ("docx", "html", "pdf")


@pytest.fixture
def officer():
    return accounts.person(Role.DISTRICT_OFFICER)


def drafted(officer, *steps: str, text: Text | None = None) -> Release:
    plan = Plan(
        code="2022-year",
        title_zh="2022 年末发明专利情况",
        title_en="Inventions at the end of 2022",
        on=date(2022, 12, 31),
        figures=["inventions_per_10k", "effective_inventions", "grants"],
        regions=["core", "zone"],
        planned_on=date(2024, 3, 1),
    )
    row = actions.draft(plan=plan, by=officer, at=AT)
    if text:
        actions.write(release=row, text=text, planned_on=row.planned_on, by=officer, at=AT)
    for step in steps:
        row = actions.move(release=row, action=step, by=officer, at=AT)
    return row


def published(officer, text: Text | None = None) -> Release:
    return drafted(officer, "check", "announce", "publish", text=text)


def words_of(content: bytes, kind: str) -> str:
    if kind == "html":
        return content.decode()
    if kind == "docx":
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        feet = [line.text for line in document.sections[0].footer.paragraphs]
        return "\n".join([line.text for line in document.paragraphs] + cells + feet)
    assert shutil.which("pdftotext")
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_release_is_published_with_its_bulletin_under_an_address_for_good(client, officer, lang: str, kind: str):
    row = published(officer)
    answer = client.get(f"/{lang}/releases/{row.code}/bulletin.{kind}")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    found = Bulletin.objects.get(release=row, language=lang, kind=kind)
    assert (answer.content, answer.headers["ETag"]) == (bytes(found.content), f'"{found.digest}"')
    again = client.get(f"/{lang}/releases/{row.code}/bulletin.{kind}", headers={"if-none-match": f'"{found.digest}"'})
    assert (again.status_code, again.content) == (304, b"")
    assert (
        f"/{lang}/releases/{row.code}/bulletin.{kind}" in client.get(f"/{lang}/releases/{row.code}/").content.decode()
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "pdf" or shutil.which("pdftotext")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bulletin_says_all_a_reader_needs(officer, lang: str, kind: str):
    row = published(officer)
    told = words_of(bytes(queries.bulletin(row, lang=lang, kind=kind).content), kind)
    flat = re.sub(r"\s+", "", told)
    density = queries.values_of(row)[0]
    wanted = [
        getattr(row, f"title_{lang}"),
        sentences.amount(density.value, "zh"),
        {"zh": "同比", "en": "On the year before"}[lang],
        "+29.8%",
        {"zh": "较上年末", "en": "Since last year-end"}[lang],
        density.definition[lang].rstrip("。."),
        {"zh": "国家知识产权局", "en": "CNIPA"}[lang],
        "153,200",
        "CC BY 4.0",
        {"zh": "2024-01-09", "en": "9 January 2024"}[lang],
        f"/{lang}/releases/2022-year/",
    ]
    for words in wanted:
        assert re.sub(r"\s+", "", words) in flat, words


def test_the_same_release_gives_the_same_bytes(officer):
    row = drafted(officer, "check")
    first, second = (bulletin.print_all(row, queries.values_of(row), at=AT) for _ in range(2))
    assert [one.digest for one in first] == [one.digest for one in second]
    assert len({one.digest for one in first}) == 6
    later = bulletin.print_one(row, queries.values_of(row), lang="zh", kind="pdf", at=AT.replace(day=2))
    assert later.digest not in {one.digest for one in first}


def test_a_bulletin_can_neither_be_changed_nor_removed(officer):
    published(officer)
    one = Bulletin.objects.first()
    assert one is not None
    for act in (one.save, one.delete, Bulletin.objects.all().delete, lambda: Bulletin.objects.update(kind="x")):
        with pytest.raises(FrozenError):
            act()
    assert Bulletin.objects.count() == 6
    assert all(hashlib.sha256(bytes(row.content)).hexdigest() == row.digest for row in Bulletin.objects.all())


def test_a_pdf_is_one_archival_page_whose_chinese_font_is_embedded(officer):
    row = drafted(officer, "check")
    content = bulletin.print_one(row, queries.values_of(row), lang="zh", kind="pdf", at=AT).content
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == 1
    assert b"NotoSansSC" in content
    assert re.search(rb"/FontFile3?", content)
    assert b'pdfaid:part="2"' in content or b"<pdfaid:part>2</pdfaid:part>" in content


def test_a_letter_that_the_font_lacks_is_refused_while_the_text_can_be_changed(officer):
    row = drafted(officer, "check", text=Text(zh="增长 \U0001f680", en="Up"))
    with pytest.raises(CaseRefusal) as refusal:
        actions.move(release=row, action="announce", by=officer, at=AT)
    assert refusal.value.code == "release.cannot_be_printed"
    assert "\U0001f680" in wording.said(refusal.value, lang="zh")
    row.refresh_from_db()
    assert row.state == "checked"


@pytest.mark.parametrize(
    "hostile", ['#import "/etc/passwd"', "{{ 7*7 }}{% raw %}", "<script>alert(1)</script>", "=1+1"]
)
def test_an_officers_words_are_words_in_every_kind(officer, hostile: str):
    row = published(officer, Text(zh=hostile, en=hostile))
    for kind in ("docx", "html"):
        told = words_of(bytes(queries.bulletin(row, lang="zh", kind=kind).content), kind)
        assert "<script>" not in told if kind == "html" else hostile in told
    page = bytes(queries.bulletin(row, lang="zh", kind="html").content).decode()
    assert hostile.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in page


def test_the_word_file_has_the_drawings_as_pictures_and_no_hour_of_its_making(officer):
    row = drafted(officer, "check")
    content = bulletin.print_one(row, queries.values_of(row), lang="zh", kind="docx", at=AT).content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert sum(name.endswith(".png") for name in parts.namelist()) == 2
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-03-01T02:00:00Z" in parts.read("docProps/core.xml")


def test_the_page_lets_in_its_own_style_and_nothing_else(client, officer):
    row = published(officer)
    answer = client.get(f"/zh/releases/{row.code}/bulletin.html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert "style=" not in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=", page)


def test_a_correction_is_printed_with_what_changed_and_why(officer):
    first = published(officer)
    second = actions.correct(release=first, zh="更正了地址归属", en="An address was placed wrongly", by=officer, at=AT)
    for step in ("check", "announce", "publish"):
        second = actions.move(release=second, action=step, by=officer, at=AT)
    told = bytes(queries.bulletin(second, lang="zh", kind="html").content).decode()
    assert "对 2022-year 的更正" in told
    assert "更正了地址归属" in told
    assert Bulletin.objects.filter(release=first).count() == 6


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_officers_see_how_it_would_be_published(client, officer, lang: str):
    row = drafted(officer, "check")
    address = f"/{lang}/desk/releases/{row.pk}/bulletin.pdf"
    assert client.get(address).status_code in (302, 403)
    assert client.get(f"/{lang}/releases/{row.code}/bulletin.pdf").status_code == 404
    signed_in = accounts.signed_in_as(officer)
    assert signed_in.get(address).content.startswith(b"%PDF")
    assert address in signed_in.get(f"/{lang}/desk/releases/{row.pk}/").content.decode()


@pytest.mark.parametrize("tail", ["bulletin.exe", "bulletin.pdf.html", "bulletin.", "../bulletin.pdf", "bulletin.PDF"])
def test_an_address_that_names_nothing_is_not_found(client, officer, tail: str):
    row = published(officer)
    assert client.get(f"/zh/releases/{row.code}/{tail}").status_code in (301, 404)


def test_names_of_two_lines_that_end_close_together_do_not_stand_on_each_other():
    from district.openstats.drawing import series
    from district.openstats.other_side import Point

    def line(name: str, last: float, versus: object = None) -> bulletin._Line:
        points = tuple(Point(on=date(2020 + year, 12, 31), value=last - 9 * (1 - year)) for year in range(2))
        return bulletin._Line(name=name, region_name=name, period=True, points=points, versus=versus)

    frame = series.Frame(key="fb1", width=400, height=236, right=30, top=34, narrow=True, ticks=4)
    drawn = series.draw(line("One", 500, line("Two", 450)), frame, lang="en")
    heights = [float(y) for y in re.findall(r'y="([\d.]+)" class="name', drawn)]
    assert abs(heights[0] - heights[1]) > 16
