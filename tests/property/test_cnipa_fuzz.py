"""Whatever the bytes of a CNIPA file are, reading never raises and every document is accounted for."""

from __future__ import annotations

import json
import pickle
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soaking import soak

from patentry.classes import PatternError, parse_pattern
from patentry.offices.classification_tables.places import PlaceError, read_places
from patentry.offices.cnipa_legal_xml import CnipaLegalXml
from patentry.offices.cnipa_query_json import CnipaQueryJson
from patentry.offices.cnipa_query_json.cases import cases_in
from patentry.offices.cnipa_xml import CnipaXml
from patentry.offices.reading import Batch, Format, Source, UnreadableFileError
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.money import read_money
from patentry.records import Severity
from patentry.records.schemas import SHAPE_OF_ROW

sys.path.insert(0, str(Path(__file__).parent.parent / "unit" / "offices"))
from cnipa_documents import DESIGN, INVENTION
from test_cnipa_legal_xml import file_of, record
from test_cnipa_query_json import NUMBER, fees, page, told

FILES: dict[str, tuple[Format, bytes]] = {
    "xml": (CnipaXml(), (INVENTION + DESIGN).encode()),
    "events": (CnipaLegalXml(), file_of(record(), record(code="TR01")).encode()),
    "answers": (CnipaQueryJson(), told([page(), {NUMBER: fees()}]).encode()),
    "lines": (CnipaQueryJson(), "\n".join(map(told, [page(), {NUMBER: fees()}, page()])).encode()),
}
TROUBLE = [
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b",",
    b":",
    b"null",
    b"\\",
    b"\\ud800",
    b"1e999",
    b"9" * 30,
    b"--",
    b"\x00",
    b"\xff",
]
TROUBLE += [b"<?xml ", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&x;", b"<base:Date>", b"</business:Claim>", b"]]>", b"\n"]
TROUBLE += ["年".encode(), "2024年13月01日".encode(), b"99999999", b'"data":', b'"code":', b"zhinajin"]
CALM = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read(chosen: Format, content: bytes, folder: Path) -> Batch:
    path = folder / f"{NUMBER}.file"
    path.write_bytes(content)
    whole, source = Batch(), Source(path, path.name)
    chosen.recognises(source)
    for chunk in chosen.chunks(source):
        batch = chosen.read(pickle.loads(pickle.dumps(chunk)))
        assert batch.documents == len(batch.records) + len(batch.events) + len(batch.reference) + batch.rejected
        refused = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
        assert len(refused) == batch.rejected == len(batch.quarantine)
        for row in (*batch.records, *batch.events, *batch.reference):
            SHAPE_OF_ROW[type(row)].to_arrow([row], file="f")
        whole.documents += batch.documents
    return whole


def mutated(content: bytes, choose: Callable[[int], int]) -> bytes:
    """The file with a few pieces put in, taken out or cut off."""
    changed = bytearray(content)
    for _ in range(1 + choose(4)):
        at = choose(len(changed) + 1)
        changed[at : at + choose(60)] = TROUBLE[choose(len(TROUBLE))]
    return bytes(changed[: choose(len(changed) + 1)]) if choose(4) == 0 else bytes(changed)


@pytest.mark.parametrize("name", FILES)
@CALM
@given(data=st.data())
def test_mutated_file_is_read_or_refused(tmp_path: Path, name: str, data: st.DataObject) -> None:
    chosen, whole = FILES[name]
    with suppress(UnreadableFileError):
        read(chosen, mutated(whole, lambda n: data.draw(st.integers(0, n - 1))), tmp_path)


@pytest.mark.parametrize("name", FILES)
@CALM
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    with suppress(UnreadableFileError):
        read(FILES[name][0], content, tmp_path)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["data", "zhuluxmxx", "shenqingren", "yingjiaofei", "svYingjfList", "zhinajin", "code", "msg", NUMBER]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@CALM
@given(value=JSONS)
def test_any_json_is_taken_apart(tmp_path: Path, value: object) -> None:
    list(cases_in(value))
    read(CnipaQueryJson(), json.dumps(value).encode(), tmp_path)


@given(text=st.text(max_size=30) | st.text("H0L12/3*%,、（）不含外 A", max_size=30))
def test_places_are_patterns_or_refused(text: str) -> None:
    with suppress(PlaceError):
        include, exclude = read_places(text)
        assert all(parse_pattern(place).text == place for place in (*include, *exclude))
    with suppress(PatternError):
        assert parse_pattern(parse_pattern(text).text) == parse_pattern(text)


@given(text=st.text(max_size=20) | st.text("0123456789.,万亿元￥$- ", max_size=12))
def test_money_is_an_amount_or_refused(text: str) -> None:
    with suppress(CellError):
        assert read_money(text).amount >= 0


@pytest.mark.soak
@pytest.mark.parametrize("name", FILES)
def test_mutated_files_for_a_long_time(tmp_path: Path, name: str) -> None:
    chosen, whole = FILES[name]

    def trial(seed: int) -> None:
        with suppress(UnreadableFileError):
            read(chosen, mutated(whole, random.Random(seed).randrange), tmp_path)

    soak(trial)
