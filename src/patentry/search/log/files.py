"""A search log in a file: JSON Lines, one step a line, only ever added to."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from patentry.search.log.steps import Asking, LoggedStep
from patentry.search.query import QueryError, parse_query
from patentry.wording import Refusal


def read_log(path: Path) -> tuple[LoggedStep, ...]:
    """Answer the steps of a log; none where there is no file yet.

    Raises `Refusal` with the line of what is no step, or is not the step that comes next.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError):
        raise Refusal("search.file_unreadable", path=path) from None
    return _steps(path, text)


def append_step(path: Path, make: Callable[[int], LoggedStep]) -> LoggedStep:
    """Add the step that `make` answers for its number, and answer it.

    One process adds at a time, so two searches never bear one number. Raises `Refusal` as `read_log` does, and for a
    file that cannot be written.
    """
    try:
        with path.open("a+", encoding="utf-8") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            stream.seek(0)
            step = make(len(_steps(path, stream.read())) + 1)
            stream.write(_line(step))
    except (OSError, UnicodeDecodeError):
        raise Refusal("search.file_unwritable", path=path) from None
    return step


def _line(step: LoggedStep) -> str:
    told = {field.name: _plain(getattr(step, field.name)) for field in fields(step)}
    kept = {name: value for name, value in told.items() if value is not None and value is not False and value != []}
    return json.dumps(kept, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _steps(path: Path, text: str) -> tuple[LoggedStep, ...]:
    lines = text.split("\n")
    last = lines.pop()
    found: list[LoggedStep] = []
    for row, line in enumerate(lines, start=1):
        step = _read(line)
        if step is None or step.number != row:
            raise Refusal("search.log_unreadable", path=path, line=row, found=line.strip()[:80])
        found.append(step)
    if last:  # whoever wrote it did not come to its end
        raise Refusal("search.log_cut", path=path, line=len(lines) + 1)
    return tuple(found)


def _read(line: str) -> LoggedStep | None:
    with suppress(ValueError, TypeError, KeyError, AttributeError, QueryError):
        told: dict[str, Any] = json.loads(line)
        told["by"] = Asking(told["by"])
        told["at"] = datetime.fromisoformat(told["at"])
        for day in ("before", "on"):
            told[day] = date.fromisoformat(told[day]) if told.get(day) else None
        for listed in ("statuses", "hits"):
            told[listed] = tuple(told.get(listed, ()))
        for widened in ("expanded", "synonyms"):
            if widened in told:
                told[widened] = {typed: tuple(others) for typed, others in told[widened].items()}
        step = LoggedStep(**{"read": None} | told)
        if step.by is Asking.QUERY:
            parse_query(step.read or step.asked)
        return step
    return None
