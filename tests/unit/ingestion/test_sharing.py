"""Several processes give what one gives; several writes are one snapshot; what is known is not written again."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from patentry.corpus import Home, latest, writing
from patentry.ingestion import ingest
from patentry.ingestion.export import records_of
from patentry.ingestion.sharing import ReadingProcess, rows_of_chunks
from patentry.offices.reading import Chunk, Source
from patentry.offices.registry import FORMATS
from patentry.offices.uspto_grant_xml import UsptoGrantXml
from patentry.offices.xml_documents import splitting

sys.path.insert(0, str(Path(__file__).parent.parent / "offices"))
from grant_xml import grant, numbered


def test_two_processes_give_the_rows_of_one_in_the_files_order(tmp_path: Path) -> None:
    path = tmp_path / "weekly.xml"
    bulk = f"<description><p>{'word ' * 60_000}</p></description>"
    large = grant(description=bulk)
    documents = [large.replace("07999001", f"{7_000_000 + number:08d}") for number in range(60)]
    path.write_text("".join([*documents, numbered(1), numbered(2)[:-20]]), encoding="utf-8")
    assert path.stat().st_size > 2 * splitting.CHUNK_BYTES
    one, two = (
        list(rows_of_chunks(UsptoGrantXml(), Source(path, "weekly.xml"), "f", processes)) for processes in (1, 2)
    )
    assert len(one) == len(two) > 2
    assert [read.tables for read in one] == [read.tables for read in two]
    assert [read.batch for read in one] == [read.batch for read in two]
    assert sum(read.batch.documents for read in two) == 62
    assert sum(read.batch.rejected for read in two) == 1


def test_a_reading_process_that_dies_is_an_error_and_not_an_endless_wait(capfd: pytest.CaptureFixture[str]) -> None:
    with ReadingProcess(UsptoGrantXml(), "f") as helper:
        answer = helper.read(Chunk(first_row=1, payload="no list of documents"))
        with pytest.raises(EOFError):
            answer.result(timeout=240)
    assert "TypeError" in capfd.readouterr().err


def test_every_format_can_be_sent_to_a_reading_process() -> None:
    for chosen in FORMATS:
        assert type(pickle.loads(pickle.dumps(chosen))) is type(chosen)


def test_a_reading_process_imports_one_format_and_nothing_of_the_corpus() -> None:
    program = "import sys, patentry.offices.chunk_rows, patentry.offices.uspto_grant_xml; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"duckdb", "ibis", "deltalake", "patentry.corpus", "patentry.offices.registry"} & set(ran.stdout.split())


def test_many_writes_of_one_ingest_are_one_snapshot_and_only_new_rows_are_written_later(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PORTION_BYTES", 1)
    monkeypatch.setattr(splitting, "CHUNK_DOCUMENTS", 2)

    def take(name: str, numbers: range) -> None:
        path = tmp_path / name
        path.write_text("".join(map(numbered, numbers)), encoding="utf-8")
        ingest(home=home, paths=[path], at=datetime(2024, 1, 2, tzinfo=UTC))

    take("first.xml", range(1, 6))
    assert latest(home).number == 1
    assert latest(home).versions["records"] == 2
    take("second.xml", range(4, 10))
    assert latest(home).number == 2
    found = [record.publication_number for record in records_of(latest(home), number=None)]
    assert sorted(map(str, found)) == [f"US{7_000_000 + number}B2" for number in range(1, 10)]
