"""Exports of databases and tables nobody knows, disturbed: nothing is lost or raised but a refusal of the file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soaking import soak

from patentry.offices.reading import Source, UnreadableFileError
from patentry.offices.registry import format_named

WHOLE = {
    "lens": (
        "#,Jurisdiction,Kind,Publication Number,Publication Date,Application Number,Application Date,Title,Applicants\r"
        "1,US,B2,US 9999998 B2,2018-06-19,US 201715999998 A,2017-12-19,LAMP,EXAMPLE LAMPS;;ROE\r"
        "2,EP,A1,EP 3999998 A1,2020-01-08,EP 18999998 A,2018-07-04,LAMPE,EXAMPLE GMBH\r"
    ),
    "espacenet": (
        '"Espacenet";"";"";""\n"No";"Titel";"Anmelder";"Veröffentlichungsnummer";"Veröffentlichungsdatum";"IPC"\n'
        '"1";"Lampe";"EXAMPLE GMBH [DE]\n ROE [US]";"DE102018999998 (A1)";"2019-05-23";"F21V1/00\nF21V3/00"\n'
    ),
    "patentscope": (
        "Publication Number,Publication Date,Title,Priority Data,IPC,Applicants,Inventors,FP Image\n"
        'US20209999998,21.08.2020,LAMP,"[62999998 2019-01-02T23:59:59.000Z US]",F21V 1/00;F21V 3/00,Example,Roe,NA\n'
    ),
    "derwent_ciw": (
        "FN Example\nVR 1.0\nPT P\nPN US9999998-B2; EP3999998-A1\nTI Lamp with hinge.\nAU ROE R\n"
        "AE EXAMPLE CO (EXAM-C)\nGA 2018999998\nIP F21V-001/00\n"
        "PD US9999998-B2   19 Jun 2018   F21V-001/00   201801   Pages: 9   English\nER\n\n"
    ),
    "google_patents": (
        "search URL:,https://patents.example/?q=lamp\n"
        "id,title,assignee,inventor/author,priority date,filing/creation date,publication date,grant date,result link\n"
        "US-9999998-B2,Lamp,Example,Roe,2016-12-20,2017-12-19,2018-06-19,2018-06-19,x\n"
    ),
    "bigquery": (
        '[{"publication_number": "US-9999998-B2", "title": "Lamp", "url": "x", "number_of_cited_by": "2"},\n'
        ' {"publication_number": "US-9999997-B2", "title": "Hinge", "url": "x", "number_of_cited_by": "1"}]'
    ),
    "mapped_table": (
        "Publication country,Publication number,Kind,Title,Publication date,Robots\nUS,9999998,B2,Lamp,2018-06-19,yes\n"
        "US,9999997,B2,Hinge,2018-06-26,no\nUS,9999996,B1,Wick,2018-07-03,yes\n"
    ),
}
PIECES = (
    "\0",
    "\ufffd",
    '"',
    ";;",
    ",",
    ";",
    "\n",
    "\r",
    "[",
    "]",
    "{",
    "}",
    "US-9",
    "2023-02-30",
    "99/99/99",
    "é",
    "x" * 5000,
)


def disturbed(text: str, random: Random) -> bytes:
    """Answer the text cut, doubled, with pieces put in and bytes struck."""
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(text) + 1)
        match random.randrange(4):
            case 0:
                text = text[:at]
            case 1:
                text = text[:at] + random.choice(PIECES) + text[at:]
            case 2:
                text = text[:at] + text[at + random.randrange(30) :]
            case _:
                text = text + text[at:]
    made = bytearray(text.encode("utf-8", errors="replace"))
    for _ in range(random.randrange(3) if made else 0):
        made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made)


def account(path: Path, name: str) -> None:
    """Read the file as the format; every document is kept or rejected and in quarantine."""
    source, chosen = Source(path, path.name), format_named(name)
    with suppress(UnreadableFileError):
        chosen.recognises(source)
        for chunk in chosen.chunks(source):
            batch = chosen.read(chunk)
            assert batch.documents >= batch.rejected == len(batch.quarantine)
            assert len(batch.records) <= batch.kept


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 1 << 32))
def test_a_disturbed_export_is_accounted_for_or_refused_whole(tmp_path: Path, name: str, seed: int) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(disturbed(WHOLE[name], Random(seed)))
    account(path, name)


@pytest.mark.parametrize("name", WHOLE)
def test_an_undisturbed_export_gives_its_records(tmp_path: Path, name: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text(WHOLE[name], encoding="utf-8", newline="")
    chosen = format_named(name)
    batches = [chosen.read(chunk) for chunk in chosen.chunks(Source(path, path.name))]
    assert sum(len(batch.records) for batch in batches) >= 1
    assert sum(batch.rejected for batch in batches) == 0


@pytest.mark.soak
@pytest.mark.parametrize("name", WHOLE)
def test_for_minutes_nothing_but_a_refusal_comes_out_of_disturbed_exports(tmp_path: Path, name: str) -> None:
    path = tmp_path / "export.csv"

    def trial(seed: int) -> None:
        path.write_bytes(disturbed(WHOLE[name], Random(seed)))
        account(path, name)

    soak(trial)
