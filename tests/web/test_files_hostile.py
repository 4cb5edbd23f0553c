"""What people hand in is known by its content; what means harm is not taken, and says why."""

from __future__ import annotations

import gzip
import struct
import zipfile

import pytest
import uploads
from django.core.files.uploadedfile import SimpleUploadedFile

from district.casework import CaseRefusal
from district.casework.wording import said
from district.files import names
from district.files.inspection import inspect

PDF_SCRIPT = b"1 0 obj\n<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>\nendobj\n"
PDF_HIDDEN = b"1 0 obj\n<< /Type /Catalog /AA << /S /J#61vaScript >> >>\nendobj\n"
PDF_LAUNCH = b"1 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"
PDF_INSIDE = b"1 0 obj\n<< /Names << /EmbeddedFiles 5 0 R >> >>\nendobj\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"

HONEST = [
    ("a.pdf", uploads.pdf(), "pdf"),
    ("a.PDF", uploads.pdf_with_object_stream(b"2 0 << /Type /Page >>"), "pdf"),
    ("a.png", uploads.png(), "png"),
    ("a.jpg", uploads.jpeg(), "jpeg"),
    ("a.jpeg", uploads.jpeg(comment=b"from a camera", after=b"\x00" * 64), "jpeg"),
    ("a.tif", uploads.tiff(), "tiff"),
    ("a.docx", uploads.office({"word/_rels/document.xml.rels": uploads.EXTERNAL.format(kind="hyperlink")}), "docx"),
    ("a.xlsx", uploads.office({"xl/printerSettings/printerSettings1.bin": b"\0"}, content=uploads.SHEET), "xlsx"),
    ("名单.csv", "申请号,申请人\n202610000001.9,甲公司\n".encode(), "text"),
    ("名单.csv", "申请号,申请人\n202610000001.9,甲公司\n".encode("gb18030"), "text"),
    ("a.txt", b"\xef\xbb\xbfone, two - three = 3 | four!\r\n", "text"),
]

HOSTILE = {
    "nothing": ("a.pdf", b"", "file.empty"),
    "svg_with_script": ("a.svg", SVG, "file.mixed"),
    "svg_called_png": ("a.png", SVG, "file.mixed"),
    "html_called_pdf": ("a.pdf", HTML, "file.mixed"),
    "html_called_text": ("a.txt", b"\n\n" + HTML, "file.mixed"),
    "php_called_text": ("a.txt", b"<?php system($_GET[0]); ?>", "file.mixed"),
    "shell_program": ("a.txt", b"#!/bin/sh\nrm -rf ~\n", "file.kind_unknown"),
    "windows_program": ("a.pdf", b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 64, "file.kind_unknown"),
    "linux_program": ("a.png", b"\x7fELF\x02\x01\x01\x00" + b"\0" * 64, "file.kind_unknown"),
    "old_word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "file.kind_unknown"),
    "rich_text": ("a.txt", b"{\\rtf1 {\\object\\objdata 0105}}", "file.kind_unknown"),
    "gzip_called_csv": ("a.csv", gzip.compress(b"a,b\n"), "file.kind_unknown"),
    "packed_as_bzip2": ("a.docx", uploads.office_packed_otherwise(zipfile.ZIP_BZIP2), "file.broken"),
    "packed_as_lzma": ("a.docx", uploads.office_packed_otherwise(zipfile.ZIP_LZMA), "file.broken"),
    "torn_part": ("a.docx", uploads.torn_office(), "file.broken"),
    "plain_archive": ("a.docx", uploads.office(content="application/zip"), "file.kind_unknown"),
    "program_with_honest_ending_before": ("invoice.pdf.exe", uploads.pdf(), "file.wrong_ending"),
    "pdf_called_png": ("a.png", uploads.pdf(), "file.wrong_ending"),
    "no_ending": ("README", b"text", "file.wrong_ending"),
    "pdf_cut_off": ("a.pdf", uploads.pdf()[:40], "file.broken"),
    "pdf_script": ("a.pdf", uploads.pdf(PDF_SCRIPT), "file.active"),
    "pdf_script_with_escaped_name": ("a.pdf", uploads.pdf(PDF_HIDDEN), "file.active"),
    "pdf_script_in_an_object_stream": (
        "a.pdf",
        uploads.pdf_with_object_stream(b"2 0 << /S /JavaScript >>"),
        "file.active",
    ),
    "pdf_that_launches": ("a.pdf", uploads.pdf(PDF_LAUNCH), "file.active"),
    "pdf_with_files_inside": ("a.pdf", uploads.pdf(PDF_INSIDE), "file.active"),
    "pdf_with_password": ("a.pdf", uploads.pdf(b"trailer << /Encrypt 7 0 R >>\n"), "file.encrypted"),
    "pdf_and_page": ("a.pdf", b"%PDF-1.4\n" + HTML + uploads.pdf(), "file.mixed"),
    "pdf_and_archive": ("a.pdf", uploads.pdf(after=uploads.office()), "file.mixed"),
    "pdf_with_long_tail": ("a.pdf", uploads.pdf(after=b"\0" * 3000), "file.mixed"),
    "pdf_stream_bomb": ("a.pdf", uploads.pdf_with_object_stream(b" " * (20 << 20)), "file.swollen"),
    "png_and_archive": ("a.png", uploads.png(after=uploads.office()), "file.mixed"),
    "png_with_page_in_a_comment": ("a.png", uploads.png(extra=uploads.chunk(b"tEXt", HTML)), "file.mixed"),
    "png_bomb": ("a.png", uploads.png(100_000, 100_000), "file.swollen"),
    "png_with_a_wrong_checksum": ("a.png", uploads.png().replace(b"IDAT", b"IDAX"), "file.broken"),
    "jpeg_and_archive": ("a.jpg", uploads.jpeg(after=uploads.office()), "file.mixed"),
    "jpeg_with_program_in_a_comment": ("a.jpg", uploads.jpeg(comment=b"<?php eval(1);"), "file.mixed"),
    "jpeg_without_an_end": ("a.jpg", uploads.jpeg()[:-2], "file.broken"),
    "jpeg_bomb": ("a.jpg", uploads.jpeg(65_500, 65_500), "file.swollen"),
    "tiff_ring": ("a.tif", uploads.tiff(following=8), "file.broken"),
    "tiff_directory_outside": ("a.tif", uploads.tiff(following=1 << 30), "file.broken"),
    "tiff_bomb": ("a.tif", uploads.tiff(1 << 20, 1 << 20), "file.swollen"),
    "macro_type": ("a.docx", uploads.office(content=uploads.MACRO), "file.active"),
    "macro_part": ("a.docx", uploads.office({"word/vbaProject.bin": b"\xd0\xcf"}), "file.active"),
    "hidden_object": ("a.docx", uploads.office({"word/embeddings/oleObject1.bin": b"\xd0\xcf"}), "file.active"),
    "program_in_media": ("a.docx", uploads.office({"word/media/image1.png": b"MZ\x90"}), "file.active"),
    "entities": ("a.docx", uploads.office({"word/x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "file.active"),
    "outside_template": (
        "a.docx",
        uploads.office({"word/_rels/settings.xml.rels": uploads.EXTERNAL.format(kind="attachedTemplate")}),
        "file.linked",
    ),
    "dde_in_a_sheet": (
        "a.xlsx",
        uploads.office({"xl/externalLinks/externalLink1.xml": '<ddeLink ddeService="cmd"/>'}, content=uploads.SHEET),
        "file.linked",
    ),
    "dde_in_csv": ("a.csv", b"a,b\n1,=cmd|' /C calc'!A0\n", "file.active"),
    "part_that_leaves_its_folder": ("a.docx", uploads.office({"../../etc/cron.d/x": "x"}), "file.mixed"),
    "part_twice": ("a.docx", uploads.office({"main.xmk": "x"}).replace(b"main.xmk", b"main.xml"), "file.mixed"),
    "archive_comment": ("a.docx", uploads.office(comment=b"<script>"), "file.mixed"),
    "program_before_archive": ("a.docx", b"PK\x03\x04" + b"MZ" * 40 + uploads.office(), "file.mixed"),
    "zip_bomb": ("a.docx", uploads.office({"word/big.xml": b"0" * (64 << 20)}), "file.swollen"),
    "zip_bomb_that_lies": ("a.docx", uploads.understated_office(), "file.broken"),
    "zip_of_many_parts": ("a.docx", uploads.office({f"word/{n}.xml": "" for n in range(5_100)}), "file.swollen"),
    "office_with_password": ("a.docx", uploads.encrypted_office(), "file.encrypted"),
    "archive_cut_off": ("a.docx", uploads.office()[:-30], "file.broken"),
    "nul_in_text": ("a.csv", b"a,b\n1,\x002\n", "file.kind_unknown"),
    "nul_late_in_text": ("a.csv", b"a,b\n" * 3000 + b"\x00", "file.kind_unknown"),
    "utf16_text": ("a.txt", "甲\n".encode("utf-16"), "file.charset"),
    "neither_charset": ("a.txt", b"a \xff\xff\xff b", "file.charset"),
    "tiff_without_directory": ("a.tif", b"II*\x00" + struct.pack("<I", 0), "file.broken"),
}


@pytest.mark.parametrize(("name", "content", "kind"), HONEST, ids=[f"{n}-{row[0]}" for n, row in enumerate(HONEST)])
def test_an_honest_file_is_known_by_its_content(name: str, content: bytes, kind: str) -> None:
    assert inspect(SimpleUploadedFile(name, content), name=name).code == kind


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_words(case: str) -> None:
    name, content, code = HOSTILE[case]
    with pytest.raises(CaseRefusal) as refused:
        inspect(SimpleUploadedFile(name, content), name=name)
    assert refused.value.code == code
    for lang in ("zh", "en"):
        sentence = said(refused.value, lang=lang)
        assert sentence != code
        assert "{" not in sentence


def test_a_file_too_large_is_refused_before_it_is_read(settings) -> None:
    settings.PATENTRY_UPLOAD_MB = 1
    with pytest.raises(CaseRefusal, match=r"file\.too_large"):
        inspect(SimpleUploadedFile("a.pdf", uploads.pdf() + b"\0" * (1 << 20)), name="a.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\合同.pdf", "合同.pdf"),
        ("safe\u202efdp.exe", "safefdp.exe"),
        ("zero\u200bwidth\u2066.pdf", "zerowidth.pdf"),
        ("nul\x00byte\r\nSet-Cookie: a.pdf", "nulbyte Set-Cookie_ a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        (".htaccess", "htaccess"),
        ("trailing. . .", "trailing"),
        ('a<b>"c|d?e*.pdf', "a_b__c_d_e_.pdf"),
        ("", "file"),
        (".pdf", "pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert names.harmless(given) == kept


@pytest.mark.parametrize("letter", ["a", "知", "😀"])
def test_a_long_name_keeps_its_ending(letter: str) -> None:
    kept = names.harmless(letter * 5_000 + ".PDF")
    assert kept.endswith(f"{letter}.pdf")
    assert len(kept) <= names.LONGEST
    assert len(kept.encode()) <= names.LONGEST_BYTES


def test_a_disk_that_fails_is_not_called_a_broken_file(monkeypatch) -> None:
    from district.files.inspection import office

    def fails(*_args: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(office, "_read", fails)
    with pytest.raises(OSError, match="Input/output"):
        inspect(SimpleUploadedFile("a.docx", uploads.office()), name="a.docx")
