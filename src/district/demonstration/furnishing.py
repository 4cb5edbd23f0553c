"""All that a demonstration district holds beside its corpus, each piece made once."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone


def furnish(*, home: Path) -> None:
    """Make what is not there yet: people, points, requests, releases, and what else the pages show."""
    from district.demonstration.advice import ensure_advice
    from district.demonstration.data_desk import ensure_data_desk
    from district.demonstration.desk_aids import ensure_desk_aids
    from district.demonstration.desk_work import ensure_desk_work
    from district.demonstration.history import ensure_history
    from district.demonstration.keeping import ensure_keeping
    from district.demonstration.network import ensure_network
    from district.demonstration.official import ensure_official
    from district.demonstration.people import ensure_people
    from district.demonstration.reconciling import ensure_reconciliation
    from district.demonstration.releases import ensure_releases
    from district.demonstration.requests import ensure_requests
    from district.demonstration.ways import ensure_ways
    from district.demonstration.workbench import ensure_workbench
    from district.demonstration.working_days import ensure_working_days

    ensure_working_days(home=home, at=timezone.localtime())
    ensure_network()
    ensure_people()
    ensure_keeping(at=timezone.localtime())
    ensure_advice(at=timezone.localtime())
    ensure_requests(at=timezone.localtime())
    ensure_desk_work(at=timezone.localtime())
    ensure_ways(at=timezone.localtime())
    ensure_releases()
    ensure_workbench(at=timezone.localtime())
    ensure_data_desk(at=timezone.localtime())
    ensure_reconciliation()
    ensure_official(at=timezone.localtime())
    ensure_history(at=timezone.localtime())
    ensure_desk_aids(at=timezone.localtime())
