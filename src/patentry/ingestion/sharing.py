"""The chunks of one file read by several processes, this one among them, and given back in the file's order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from patentry.offices.chunk_rows import ChunkRows, read_chunk
from patentry.offices.reading import Format, Source

CHUNKS_AHEAD = 2
"""Chunks that wait for each helping process, so that it never waits for this one."""
MOST_WAITING = 16
"""Chunks kept for each helper, read or not, until those before them are read; it bounds the memory."""


def rows_of_chunks(chosen: Format, source: Source, file: str, processes: int) -> Iterator[ChunkRows]:
    """Answer the rows of every chunk in the file's order, read by this many processes.

    This process reads, too, whenever the others have enough to do: it would only wait otherwise, and half of the
    file need not travel to another process. Raises `UnreadableFileError`.
    """
    if processes <= 1:
        yield from (read_chunk(chosen.name, chunk, file) for chunk in chosen.chunks(source))
        return
    helpers = processes - 1
    waiting: deque[Future[ChunkRows] | ChunkRows] = deque()
    # Fork would copy the threads of DuckDB and Arrow half-way; spawn starts clean.
    with ProcessPoolExecutor(helpers, mp_context=get_context("spawn")) as pool:
        for chunk in chosen.chunks(source):
            if sum(not _is_read(one) for one in waiting) < helpers * CHUNKS_AHEAD:
                waiting.append(pool.submit(read_chunk, chosen.name, chunk, file))
            else:
                waiting.append(read_chunk(chosen.name, chunk, file))
            while waiting and (_is_read(waiting[0]) or len(waiting) > helpers * MOST_WAITING):
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _is_read(one: Future[ChunkRows] | ChunkRows) -> bool:
    return isinstance(one, ChunkRows) or one.done()


def _result(one: Future[ChunkRows] | ChunkRows) -> ChunkRows:
    return one if isinstance(one, ChunkRows) else one.result()
