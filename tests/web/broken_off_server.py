"""`PORT`: serve the site with one process and two threads over made-up statistics whose tables are long."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import fake_statistics

ROWS = 120_000


class Long(fake_statistics.FakeStatistics):
    """The fake with very many patents behind every figure; each block it is asked for is written down."""

    def patents(self, *, offset: int = 0, limit: int = 50, **terms: Any) -> Any:
        """Answer a block."""
        with Path(os.environ["BROKEN_OFF_BLOCKS"]).open("a") as blocks:
            blocks.write(f"{offset}\n")
        page = super().patents(limit=1, **terms)
        return replace(page, rows=page.rows * max(0, min(limit, ROWS - offset)))


def open_statistics(**_terms: Any) -> Long:
    """Answer the long fake."""
    return Long()


def serve(port: int) -> None:
    """Serve until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "district.config.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=2, log_level=LogLevels.warning,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    serve(int(sys.argv[1]))
