"""`python -m bench [NAME …]`: run the measurements and print one table; all of them where none is named."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable
from importlib import import_module

MEASUREMENTS = (
    "full_record",
    "weekly_xml",
    "weekly_ingest",
    "epo_xml",
    "tenures",
    "pages",
    "requests",
    "site_search",
    "search_topics",
    "search_zh",
    "search_million",
    "search_backends",
    "names",
    "mapped_table",
)


def main(names: Iterable[str]) -> None:
    """Print the table in Markdown."""
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| what | measured | goal | how |\n|---|---|---|---|")
    for name in names:
        for row in import_module(f"bench.{name}").rows():
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or MEASUREMENTS)
