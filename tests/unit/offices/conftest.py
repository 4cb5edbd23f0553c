"""Files written by hand, and what the formats make of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from patentry.offices.reading import Batch, Source
from patentry.offices.registry import format_named, format_of

Reader = Callable[..., Batch]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Source]:
    def make(content: str | bytes, name: str = "file.csv") -> Source:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return Source(path, name)

    return make


@pytest.fixture
def read_source() -> Callable[..., Batch]:
    """All chunks of a file in one batch; the format is recognised unless it is named."""

    def read(source: Source, named: str = "", expect: str = "") -> Batch:
        chosen = format_named(named) if named else format_of(source)
        assert not expect or chosen.name == expect
        whole = Batch()
        for chunk in chosen.chunks(source):
            batch = chosen.read(chunk)
            whole.documents += batch.documents
            whole.rejected += batch.rejected
            for part in ("records", "events", "reference", "problems", "quarantine"):
                getattr(whole, part).extend(getattr(batch, part))
        assert whole.rejected == len(whole.quarantine)
        assert whole.kept == len(whole.records) + len(whole.events) + len(whole.reference)
        return whole

    return read


@pytest.fixture
def read(write: Callable[..., Source], read_source: Callable[..., Batch]) -> Reader:
    def from_content(content: str | bytes, name: str = "file.csv", *, named: str = "", expect: str = "") -> Batch:
        return read_source(write(content, name), named, expect)

    return from_content
