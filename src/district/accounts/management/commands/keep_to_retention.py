"""`django-admin keep_to_retention --on DATE`: empty or remove what has been kept long enough."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from district.accounts.privacy.retention import keep


class Command(BaseCommand):
    """Go through every model that states how long it keeps personal data."""

    help = "Empty or remove personal data kept long enough (按保存期限清理个人信息)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day."""
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="the day to count from (default: today)"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print a line a model with rows over their time, or without a known end."""
        on, rehearsal = options["on"] or timezone.localdate(), options["dry_run"]
        for one in keep(on=on, at=timezone.now(), is_rehearsal=rehearsal):
            if one.ended or one.unknown:
                self.stdout.write(
                    f"{one.model}: 到期 / ended {one.ended}, 保全 / held {one.held}, 被引用 / still needed {one.kept}, "
                    f"终止日未知 / no end known {one.unknown}"
                )
