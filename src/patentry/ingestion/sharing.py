"""The chunks of one file read by several processes, this one among them, and given back in the file's order."""

from __future__ import annotations

import fcntl
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import IO, Self, cast

from patentry.offices.chunk_rows import ChunkRows, read_chunk
from patentry.offices.reading import Chunk, Format, Source

CHUNKS_AHEAD = 2
"""Chunks that a helping process has at most before it: the one it reads, and the next."""
MOST_WAITING = 48
"""Chunks kept for each helper, read or not, until those before them are read; it bounds the memory."""
PIPE_BYTES = 1 << 20
PROGRAM = "from patentry.offices.chunk_rows import serve; serve()"


class ReadingProcess:
    """A process that reads chunks of one file.

    Not one of `multiprocessing`: those import the caller's main module again, and with it the corpus, its engines and
    all the formats, which takes as long as reading sixty megabytes of grants. Nor is this process forked, which would
    copy the threads of DuckDB and Arrow half-way.
    """

    def __init__(self, chosen: Format, file: str) -> None:
        paths = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._asking, self._answers = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        for stream in (self._asking, self._answers):
            _widen(stream)
        # One thread each, so that what is asked and what is answered stays in order and neither waits for the other.
        self._sending, self._receiving = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._waiting: deque[Future[ChunkRows]] = deque()
        self._sending.submit(self._send, (chosen, file))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            self._process.kill()
        self._sending.shutdown()
        with suppress(BrokenPipeError):
            self._asking.close()
        self._receiving.shutdown()
        self._answers.close()
        self._process.wait()

    def has_time(self) -> bool:
        """Answer whether it will soon have read all that it was given."""
        while self._waiting and self._waiting[0].done():
            self._waiting.popleft()
        return len(self._waiting) < CHUNKS_AHEAD

    def read(self, chunk: Chunk) -> Future[ChunkRows]:
        """Let it read a chunk. The answer raises `EOFError` where the process has died; it has said why itself."""
        self._sending.submit(self._send, chunk)
        answer = self._receiving.submit(self._receive)
        self._waiting.append(answer)
        return answer

    def _send(self, message: object) -> None:
        pickle.dump(message, self._asking, pickle.HIGHEST_PROTOCOL)
        self._asking.flush()

    def _receive(self) -> ChunkRows:
        return cast("ChunkRows", pickle.load(self._answers))


def rows_of_chunks(chosen: Format, source: Source, file: str, processes: int) -> Iterator[ChunkRows]:
    """Answer the rows of every chunk in the file's order, read by this many processes.

    This process reads, too, whenever the others have enough to do: it would only wait otherwise, and half of the
    file need not travel to another process. Raises `UnreadableFileError`.
    """
    waiting: deque[Future[ChunkRows]] = deque()
    with ExitStack() as stack:
        helpers = [stack.enter_context(ReadingProcess(chosen, file)) for _ in range(processes - 1)]
        for chunk in chosen.chunks(source):
            idle = next((helper for helper in helpers if helper.has_time()), None)
            waiting.append(_read(chosen, chunk, file) if idle is None else idle.read(chunk))
            while waiting and (waiting[0].done() or len(waiting) > len(helpers) * MOST_WAITING):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(chosen: Format, chunk: Chunk, file: str) -> Future[ChunkRows]:
    done: Future[ChunkRows] = Future()
    done.set_result(read_chunk(chosen, chunk, file))
    return done


def _widen(stream: IO[bytes]) -> None:
    """A pipe of 64 kB would wake both its ends a hundred times for a chunk."""
    with suppress(OSError, AttributeError):
        fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
