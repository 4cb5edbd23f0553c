"""Other readers of US grants, each timed by itself: `python bench/grant_peers.py NAME FILE` prints bytes a CPU second.

The peers live in an environment of their own, so this file imports nothing but them. What each of them reads:
patpubrender (Rust) numbers, title, dates, names, two kinds of classes, abstract, claims and a description to render;
fastpat numbers, title, dates, one owner, IPC, citations and the abstract, no claims and no description. Each goes
through a weekly file in its own way where it has one, and its fields are asked for, as a user would.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

DECLARATION = b"<?xml "
fields = attrgetter(
    *("publication_number", "application_number", "title", "filing_date", "publication_date", "priority_date"),
    *("inventors", "applicants", "assignees", "ipc_classifications", "us_classifications", "abstract_text"),
)
claim_fields = attrgetter("number", "text")


def patpubrender(path: Path) -> float:
    """Answer bytes per CPU second; documents are cut before the clock starts."""
    peer = importlib.import_module("patpubrender")
    documents = [(DECLARATION + part).decode() for part in path.read_bytes().split(DECLARATION) if part]
    start = time.process_time()
    for document in documents:
        read = peer.parse(document)
        fields(read)
        for claim in read.claims:
            claim_fields(claim)
    return path.stat().st_size / (time.process_time() - start)


def fastpat(path: Path) -> float:
    """Answer bytes per CPU second of its reading of a weekly file, without its writing of tables."""
    grants = importlib.import_module("fastpat.parse.grant")
    start = time.process_time()
    for _ in grants.parse_wrapper(str(path), "us-patent-grant", grants.parse_grant_gen3):
        pass
    return path.stat().st_size / (time.process_time() - start)


PEERS: dict[str, Callable[[Path], float]] = {"patpubrender": patpubrender, "fastpat": fastpat}


if __name__ == "__main__":
    try:
        print(PEERS[sys.argv[1]](Path(sys.argv[2])))
    except ImportError:
        sys.exit(3)
