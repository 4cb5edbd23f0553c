"""`django-admin load_directory FILE`: the service network from a TOML document."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from district.casework import CaseRefusal
from district.directory import actions, document

SENTENCES = {
    "directory.facility_in_use": "“{facility}”有使用安排，不能删除 / is in use and cannot be removed; nothing stored",
    "directory.unreadable": "不是可读的 TOML / this is no TOML: {reason}",
    "directory.row": "[[{table}]] {row}, {field}: {value} 缺失或有误，未写入 / missing or wrong, nothing stored",
}


class Command(BaseCommand):
    """Load points, services, alliance members and the map; all of it or nothing."""

    help = "Load the service network from a TOML document (导入服务网络)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Load it, or say which row and field is wrong."""
        try:
            told = document.read(options["file"].read_text(encoding="utf-8"))
            actions.load(document=told, by=None, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except CaseRefusal as refusal:
            raise CommandError(f"{options['file']}: {SENTENCES[refusal.code].format(**refusal.values)}") from refusal
        self.stdout.write(f"{len(told.points)} + {len(told.items)} + {len(told.members)}")
