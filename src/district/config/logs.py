"""Log lines as JSON for programs: where something failed, never what a person wrote or is called."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime

_PERSONAL = re.compile(r"[\w.+-]+@[\w.-]+|\+?\d{7,}")


class JsonLines(logging.Formatter):
    """One JSON object a line. Of an exception only class and places are told: its text may hold a person's words."""

    def format(self, record: logging.LogRecord) -> str:
        """Answer the line."""
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "said": _PERSONAL.sub("…", record.getMessage().partition("?")[0]),
        }
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            told["fault"] = record.exc_info[0].__name__
            told["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(told, ensure_ascii=False)
