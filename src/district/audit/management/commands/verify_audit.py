"""`django-admin verify_audit`: whether the audit log is whole."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from district.audit import anchors
from district.audit.queries import verify

FAULTS = {
    "gap": "缺少记录 / an entry is missing",
    "altered": "记录被改动 / an entry was altered",
    "unlinked": "记录与前一条不相连 / an entry does not follow the one before",
    "cut": "末尾的记录缺失 / entries are missing at the end",
    "rewritten": "记录与当时留下的锚点不符 / not the entry that stood here when the anchor was dropped",
}


class Command(BaseCommand):
    """Verify the chain; exit code 1 where it is broken."""

    help = "Verify that no entry of the audit log was altered, removed or put in (校验审计日志)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the anchors to compare with."""
        told = "a copy of the anchors kept elsewhere (default: those of the site)"
        parser.add_argument("--anchors", type=Path, default=None, help=told)

    def handle(self, *_: Any, **options: Any) -> None:
        """Print how many entries hold together, or where the chain breaks."""
        verdict = verify(anchors=anchors.read(options["anchors"] or anchors.place()))
        if verdict.fault:
            raise CommandError(f"#{verdict.broken_at}: {FAULTS[verdict.fault]}")
        self.stdout.write(f"{verdict.entries} 条记录完整 / entries, all whole. {verdict.digest}")
