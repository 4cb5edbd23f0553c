from __future__ import annotations

import pickle
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import patentry.offices
from patentry import wording
from patentry.offices.reading import Batch, Source, UnreadableFileError
from patentry.offices.registry import FORMATS, format_named, format_of

ROOM = Path(patentry.offices.__file__).parent
FOLDERS = sorted(path.parent.name for path in ROOM.glob("*/__init__.py"))
CODE = re.compile(
    r'(?:Problem|RowRefusedError|RefusedDocumentError|UnreadableFileError|CellError|JsonLineError|\bwarn)\(\s*"([a-z_]+)"'
    r'|missing="([a-z_]+)"|required\(row, "[a-z_]+", "([a-z_]+)"\)'
)


def test_every_name_is_known_once() -> None:
    names = [known.name for known in FORMATS]
    assert len(set(names)) == len(names)
    assert all(format_named(name).name == name for name in names)


def test_a_name_nobody_knows_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        format_named("song")
    assert caught.value.code == "format_name_unknown"


def test_every_problem_can_be_said_in_both_languages() -> None:
    sources = [path.read_text(encoding="utf-8") for name in FOLDERS for path in (ROOM / name).glob("*.py")]
    used = {code for text in sources for found in CODE.findall(text) for code in found if code}
    assert len(used) > 40
    assert {f"problem.{code}" for code in used} <= wording.codes()
    assert all(wording.say(f"problem.{code}", lang=lang, value="x") for code in used for lang in ("zh", "en"))


@pytest.mark.parametrize("name", FOLDERS)
def test_every_folder_tells_its_quirks(name: str) -> None:
    assert (ROOM / name / "README.md").stat().st_size > 500


def test_a_chunk_goes_to_another_process_and_its_batch_comes_back(write: Callable[..., Source]) -> None:
    row = "201410135735.5,2016-01-06,授权\n"
    source = write(f"申请号,法律状态公告日,法律状态\n{row}x,,\n")
    chosen = format_of(source)
    for chunk in chosen.chunks(source):
        batch = pickle.loads(pickle.dumps(chosen)).read(pickle.loads(pickle.dumps(chunk)))
        assert pickle.loads(pickle.dumps(batch)).events == chosen.read(chunk).events


@pytest.mark.samples
def test_every_export_is_accounted_for_or_refused_as_a_whole(
    samples: Path, tmp_path: Path, read_source: Callable[..., Batch]
) -> None:
    paths = sorted((samples / "exports").iterdir())
    for packed in [path for path in paths if path.suffix == ".zip"]:
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(tmp_path / packed.stem)
    refused = set()
    for path in [*paths, *(path for path in tmp_path.rglob("*") if path.is_file())]:
        try:
            batch = read_source(Source(path, path.name))
        except UnreadableFileError as error:
            refused.add(error.code)
        else:
            assert batch.documents == batch.kept + batch.rejected > 0
    assert refused <= {"format_unknown", "not_patent_data"}
