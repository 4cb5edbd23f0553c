"""Results are counted once a question, snapshot and language, and drawings put every value at its own day."""

from __future__ import annotations

from datetime import date

import pytest
from fake_statistics import FakeStatistics

from district.design import writing
from district.openstats import provider, selection, stored
from district.openstats.drawing import series
from district.openstats.models import StoredResult
from district.openstats.numbers import shown


def choice(stats, **changes):
    given = {"region": "core", "on": "2023-11-30", "versus": "city"} | changes
    return selection.read("inventions_per_10k", given, stats=stats, region="core", versus=None)


def test_second_visit_asks_the_library_nothing():
    library = FakeStatistics()
    stats = provider.Opened(library)
    first = stored.page(choice(stats), stats=stats, lang="zh")
    asked = len(library.asked)
    assert asked > 0
    assert stored.page(choice(stats), stats=stats, lang="zh") == first
    assert len(library.asked) == asked


def test_a_visitor_who_waited_for_another_to_count_the_same_page_gets_it_uncounted(monkeypatch):
    library = FakeStatistics()
    stats = provider.Opened(library)
    turns = []

    class Turn:
        """While this visitor waits, another counts."""

        def __enter__(self):
            monkeypatch.undo()
            turns.append(stored.page(choice(stats), stats=stats, lang="zh"))
            library.asked.clear()

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(stored, "_turn", lambda key: Turn())
    assert [stored.page(choice(stats), stats=stats, lang="zh")] == turns
    assert library.asked == []


def test_what_separates_the_views_is_asked_once_for_both_views_and_a_density():
    library = FakeStatistics()
    stats = provider.Opened(library)
    core = selection.read("effective_inventions", {}, stats=stats, region="core", versus=None)
    for asked in (choice(stats), choice(stats, versus="zone"), core, core.with_view("legal")):
        stored.page(asked, stats=stats, lang="zh")
    assert len([row for row in library.asked if row[0] == "two_views"]) == 1


def test_first_visit_asks_the_library_no_question_twice():
    for versus in ("none", "city", "zone", "computed:zone"):
        library = FakeStatistics()
        stats = provider.Opened(library)
        stored.page(choice(stats, versus=versus), stats=stats, lang="zh")
        assert len(library.asked) == len(set(library.asked)) > 1


def test_each_language_and_snapshot_has_its_own_result():
    for snapshot in (12, 13):
        stats = provider.Opened(FakeStatistics(snapshot=snapshot))
        for lang in ("zh", "en"):
            stored.page(choice(stats), stats=stats, lang=lang)
    assert StoredResult.objects.count() == 4


def test_revision_appears_only_where_the_value_changed():
    for snapshot in (12, 13):
        stats = provider.Opened(FakeStatistics(snapshot=snapshot))
        stored.page(choice(stats), stats=stats, lang="zh")
    StoredResult.objects.filter(snapshot=12).update(value=849.8)
    rows = stored.revisions(choice(stats), stats=stats, lang="zh")
    assert [(row.snapshot, row.before, row.value) for row in rows] == [(13, 849.8, 850.0), (12, None, 849.8)]


def test_store_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(stored, "MOST_ROWS", 5)
    monkeypatch.setattr(stored, "SHARE_KEPT", 3)
    stats = provider.Opened(FakeStatistics())
    for day in range(1, 9):
        stored.page(choice(stats, on=f"2023-11-{day:02}"), stats=stats, lang="zh")
    assert StoredResult.objects.count() <= 5


def test_value_after_the_data_end_is_provisional():
    stats = provider.Opened(FakeStatistics(data_through=date(2023, 10, 31)))
    assert stored.page(choice(stats), stats=stats, lang="zh").provisional


def test_different_days_of_one_year_stand_at_different_places():
    stats = provider.Opened(FakeStatistics())
    page = stored.page(choice(stats), stats=stats, lang="zh")
    frame = series.FIGURE[0]
    scale = series.Scale(frame, 2012, 11, 900)
    assert scale.x(date(2023, 11, 30)) < scale.x(date(2023, 12, 31))
    assert "2021-01-01" in series.draw(page, frame, lang="zh")


def test_home_day_is_the_one_the_zone_published_its_stock_for():
    assert selection.default_day(provider.Opened(FakeStatistics())) == date(2023, 11, 30)


@pytest.mark.parametrize("text", ["2023-11-30", "2023.11.30", "2023/11/30", "20231130", " 2023-11-30 "])
def test_day_is_read_in_its_usual_spellings(text):
    assert selection.read_day(text, default=date(2000, 1, 1)) == date(2023, 11, 30)


def test_numbers_are_written_as_each_language_writes_them():
    assert writing.large(19_100, "zh") == ("1.91", "万")
    assert writing.large(19_100, "en") == ("19,100", "")
    assert writing.number(13_022) == "13,022"
    assert writing.number(850.05, 1) == "850.1"
    assert writing.signed(-150) == "−150"
    assert writing.signed_percent(0.2977) == "+29.8%"
    assert writing.day(date(2023, 11, 30), "en") == "30 November 2023"
    assert writing.period_end(date(2023, 12, 31), "zh") == "2023 年末"
    assert writing.times(3.2331, "zh") == "3.2 倍"
    assert writing.times(0.0338, "en") == "3.4%"
    assert writing.number(None) == "—"


def test_chinese_patent_number_is_shown_as_people_write_it():
    assert shown("CN201219990315.3") == "ZL 2012 1 9990315.3"
    assert shown("CN201219990315.3", granted=False) == "2012 1 9990315.3"
    assert shown("US8093456B2") == "US8093456B2"
