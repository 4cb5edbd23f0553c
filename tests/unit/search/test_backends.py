"""Every engine keeps the same contract: the own index, LanceDB in a folder and on object storage, and Milvus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.request import Request, urlopen

import pyarrow as pa
import pytest
from tests.unit.search.small_corpus import AT, DOCUMENTS, document, put_in

from patentry.corpus import Home, latest, roll_back
from patentry.search.asking import Ask
from patentry.search.backends import BackendSearcher, Holding, SearchBackend, Sieve, fill_backend, open_backend
from patentry.search.backends.own import OwnBackend
from patentry.search.backends.tokens import written
from patentry.search.documents import open_source
from patentry.search.index.segments import days_of
from patentry.search.query import parse_query
from patentry.search.ranking.question import weighed_terms
from patentry.search.searching import Searcher
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

ENGINES = ("own", *(pytest.param(name, marks=pytest.mark.backends) for name in ("lance", "s3", "milvus")))
ANEW = DOCUMENTS[6] | {"title": {"en": "Magnetic bearing"}}
MORE = document("US9100099B2", "Vacuum pump rotor", "A rotor of a vacuum pump on a magnetic bearing.")
HOLDING = Holding(1, "content", "rules")


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchBackend]:
    """An engine of each kind, started once for the file; each test fills it anew."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "own":
        yield OwnBackend(folder / "index")
    elif request.param == "lance":
        yield open_backend(f"lance:{folder / 'lance'}")
    elif request.param == "milvus":
        yield open_backend(f"milvus:{folder / 'milvus.db'}")
    else:
        yield from _on_object_storage()


def _on_object_storage() -> Iterator[SearchBackend]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        urlopen(Request(f"{address}/patents", method="PUT")).close()
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        options = {"endpoint": address, "allow_http": "true", "region": "us-east-1", **keys}
        yield open_backend("lance:s3://patents/search", options)
    finally:
        server.stop()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> pa.RecordBatch:
    """The small corpus as documents."""
    home = put_in(tmp_path_factory.mktemp("documents"), DOCUMENTS)
    table = pa.Table.from_batches(list(open_source(latest(home)).documents(rows=100)))
    return table.combine_chunks().to_batches()[0]


@pytest.fixture
def filled(backend: SearchBackend, batch: pa.RecordBatch) -> SearchBackend:
    backend.clear()
    backend.keep(batch)
    backend.hold(HOLDING)
    return backend


def terms(text: str) -> Mapping[str, float]:
    return weighed_terms((text, 1))


def keys(backend: SearchBackend, text: str, *, top: int = 20, sieve: Sieve | None = None) -> list[str]:
    found = backend.candidates(terms(text), top=top, sieve=sieve or Sieve())
    assert list(found.scores) == sorted(found.scores, reverse=True)
    assert (found.scores > 0).all()
    return [str(key) for key in found.documents["key"].to_pylist()] if found.documents.num_rows else []


def changed(batch: pa.RecordBatch, key: str, **values: object) -> pa.RecordBatch:
    row = next(row for row in batch.to_pylist() if row["key"] == key)
    return pa.RecordBatch.from_pylist([row | values], batch.schema)


def test_an_engine_answers_the_documents_with_the_words_in_both_languages(filled: SearchBackend) -> None:
    assert filled.count() == len(DOCUMENTS)
    assert set(keys(filled, "lithium ion cells")) == {"US9100004B2", "US9100005B2"}
    assert keys(filled, "锂离子电池隔膜")[0] == "CN104000002B"
    assert keys(filled, "hinge of a folding screen", top=1) in (["US9100003B2"], ["US20150000003A1"])
    assert keys(filled, "gramophone") == []


def test_a_candidate_is_the_whole_document(filled: SearchBackend, batch: pa.RecordBatch) -> None:
    found = filled.candidates(terms("display panel hinge axis"), top=1)
    row = next(row for row in batch.to_pylist() if row["key"] == "US9100001B2")
    told = found.documents.to_pylist()[0]
    assert {name: told[name] or None for name in row} == {name: row[name] or None for name in row}
    assert [one["key"] for one in filled.numbered(["US9100001"])] == ["US9100001B2"]
    assert filled.numbered(["US1"]) == []


def test_filters_hold_before_the_best_are_chosen(filled: SearchBackend) -> None:
    day = days_of(AT.date().replace(year=2013, month=1, day=1))
    early = {"US9100001B2", "US9100007B2"}
    assert set(keys(filled, "folding display panel", sieve=Sieve(before=day))) == early
    assert set(keys(filled, "display bearing separator", sieve=Sieve(levels=("F16C", "H01M50/446")))) == {
        "US9100006B2",
        "US9100004B2",
    }
    both = {"US9100003B2", "US20150000003A1"}
    assert both <= set(keys(filled, "hinge"))
    assert not both & set(keys(filled, "hinge", sieve=Sieve(without=("F3",))))
    assert keys(filled, "hinge", top=1, sieve=Sieve(before=day, without=("F3",))) == ["US9100001B2"]


def test_what_is_kept_again_or_deleted_is_seen_at_once(filled: SearchBackend, batch: pa.RecordBatch) -> None:
    filled.keep(changed(batch, "US9100006B2", title="Magnetic suspension"))
    assert keys(filled, "magnetic suspension") == ["US9100006B2"]
    assert filled.count() == len(DOCUMENTS)
    filled.delete(["US9100006B2", "US1B2"])
    assert keys(filled, "magnetic suspension") == []
    assert filled.count() == len(DOCUMENTS) - 1
    assert filled.holding() == HOLDING
    filled.clear()
    assert (filled.holding(), filled.count(), keys(filled, "hinge")) == (None, 0, [])


def test_a_very_long_document_is_held(filled: SearchBackend, batch: pa.RecordBatch) -> None:
    long = {"description": "vortex " + "turbine blade " * 50_000, "claims": "1. A " + "very long claim. " * 9_000}
    filled.keep(changed(batch, "US9100006B2", **long))
    assert keys(filled, "rolling balls vortex")[0] == "US9100006B2"


def test_an_engine_follows_its_snapshot_and_is_ranked_and_explained_as_the_index(
    backend: SearchBackend, tmp_path: Path, searcher: Searcher
) -> None:
    home = put_in(tmp_path, DOCUMENTS)
    backend.clear()
    with pytest.raises(Refusal):
        BackendSearcher(home, backend).search(Ask(text="hinge"))
    assert fill_backend(backend, latest(home)).is_rebuilt
    asked = BackendSearcher(home, backend)
    for ask in (Ask(text="a foldable display with a hinge"), Ask(like="US9100003", is_prior=True)):
        ours, theirs = searcher.search(ask), asked.search(ask)
        assert theirs.hits[0].publication_number == ours.hits[0].publication_number
        assert theirs.hits[0].passage == ours.hits[0].passage
        assert "F3" not in [hit.family_id for hit in theirs.hits] or ask.like is None
        assert theirs.unknown_excluded == ours.unknown_excluded
    put_in(tmp_path, [ANEW, MORE], name="later.jsonl")
    update = fill_backend(backend, latest(home))
    assert (update.written, update.documents, update.is_rebuilt) == (2, len(DOCUMENTS) + 1, False)
    assert {hit.publication_number for hit in asked.search(Ask(text="magnetic bearing")).hits[:2]} == {
        "US9100006B2",
        "US9100099B2",
    }
    roll_back(home=home, number=1, at=AT)
    assert fill_backend(backend, latest(home)).removed == 1
    assert asked.search(Ask(text="vacuum pump")).snapshot == 3


def test_what_decides_about_every_document_is_refused(indexed: Home, tmp_path: Path) -> None:
    asked = BackendSearcher(indexed, OwnBackend(indexed.index))
    for ask in (Ask(query=parse_query("TI=hinge")), Ask(text="hinge", statuses=("in_force",), on=AT.date())):
        with pytest.raises(Refusal) as refused:
            asked.search(ask)
        assert refused.value.code == "search.backend_text_only"
    with pytest.raises(Refusal) as refused:
        open_backend(str(tmp_path))
    assert refused.value.code == "search.backend_unknown"


def test_a_word_is_written_so_that_no_tokenizer_parts_it() -> None:
    assert written("5mm") == "5mm"
    assert written("面板").isalnum()
    assert written("面板").isascii()
    assert written("面板") != written("显示")
