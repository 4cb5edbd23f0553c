"""Arguments as typed, turned into values or into a usage error."""

from __future__ import annotations

import argparse
from datetime import date


def iso_date(text: str) -> date:
    """Read an ISO date. A wrong one is a usage error."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2023-11-30") from None


def positive(text: str) -> int:
    """Read a whole number from 1 up."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return int(text)


def snapshot(text: str) -> int | date:
    """Read a snapshot's number, or the day at whose end it was current."""
    return iso_date(text) if "-" in text else positive(text)


def add_snapshot(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a snapshot."""
    parser.add_argument("--snapshot", type=snapshot, metavar="S", help="an earlier snapshot, by number or by day")


def add_view(parser: argparse.ArgumentParser) -> None:
    """Add the choice of view and of what is known."""
    parser.add_argument("--view", choices=("recorded", "legal"), default="recorded")
    parser.add_argument("--known", type=iso_date, metavar="D", help="leave out what was announced after this day")
