"""The demonstration hands in office files by the ordinary action, once."""

from __future__ import annotations

from django.utils import timezone

from district.collection.models import Upload
from district.demonstration.data_desk import ensure_data_desk
from district.demonstration.people import ensure_people


def test_a_supplement_and_an_unknown_table_wait_for_the_officer_once(db, settings, tmp_path) -> None:
    settings.PATENTRY_HOME = tmp_path
    assert not ensure_data_desk(at=timezone.localtime())
    ensure_people()
    assert ensure_data_desk(at=timezone.localtime())
    assert sorted(file.name for row in Upload.objects.all() for file in row.files.all()) == [
        "letter-table.csv",
        "supplement-2023-12.csv",
    ]
    assert not ensure_data_desk(at=timezone.localtime())
