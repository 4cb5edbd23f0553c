"""Several files about one patent: each completes the others, and the later word stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.ingestion.export import records_of
from patentry.statistics import open_statistics

AT = datetime(2024, 1, 10, tzinfo=UTC)
REGIONS = (
    "region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to\nzone,,区,Zone,zone,示范区,,,\n"
)
FULL = (
    "申请号,公开（公告）号,专利类型,发明名称,申请日,授权公告日,申请人,地址\n"
    "CN201810000011.8,CN101000011B,发明专利,灯,2018-01-05,2020-03-06,甲公司（演示）,示范区科创路1号\n"
)
POOR = "申请号,公开（公告）号,发明名称\nCN201810000011.8,CN101000011B,改名的灯\n"
LONE = (
    "申请号,发明名称,申请日,申请人,地址,代理机构\n"
    "CN201810000011.8,灯,2018-01-05,甲公司（演示）,示范区科创路1号,某代理（演示）\n"
)


def _ingest(folder: Path, home: Home, *texts: str) -> None:
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{len(list(folder.glob('*.csv')))}-{number}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    assert ingest(home=home, paths=paths, at=AT).took_anything


def _home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


def _in_force(home: Home) -> float | None:
    return (
        open_statistics(home=home.path).figure("effective_inventions", region="zone", on=date(2021, 1, 1)).rows[0].value
    )


def test_a_poorer_export_that_comes_later_wipes_nothing(tmp_path: Path) -> None:
    home = _home(tmp_path)
    _ingest(tmp_path, home, REGIONS, FULL)
    _ingest(tmp_path, home, POOR)
    assert _in_force(home) == 1
    (record,) = records_of(latest(home), number=None)
    assert record.title[0].text == "改名的灯"
    assert record.grant_date == date(2020, 3, 6)


def test_two_files_of_one_ingest_complete_each_other_in_any_order(tmp_path: Path) -> None:
    for name, texts in (("one", (FULL, POOR)), ("two", (POOR, FULL))):
        folder = tmp_path / name
        folder.mkdir()
        home = _home(folder)
        _ingest(folder, home, REGIONS, *texts)
        assert _in_force(home) == 1
        (record,) = records_of(latest(home), number=None)
        assert record.grant_date == date(2020, 3, 6)


def test_a_row_without_publication_number_joins_the_record_a_later_file_gives(tmp_path: Path) -> None:
    home = _home(tmp_path)
    _ingest(tmp_path, home, REGIONS, LONE)
    (lone,) = records_of(latest(home), number=None)
    assert lone.publication_number is None
    _ingest(tmp_path, home, FULL)
    (joined,) = records_of(latest(home), number="201810000011.8")
    assert (joined.publication_number, joined.application_number) == ("CN101000011B", "CN201810000011.8")
    assert joined.agency == "某代理（演示）"
    assert _in_force(home) == 1


def test_a_file_nothing_could_be_taken_from_has_provenance_beside_those_that_could(tmp_path: Path) -> None:
    home = _home(tmp_path)
    broken = tmp_path / "broken.bin"
    broken.write_bytes(b"\x00\x01\x02 nothing of ours")
    good = tmp_path / "good.csv"
    good.write_text(REGIONS, encoding="utf-8")
    ingest(home=home, paths=[broken, good], at=AT)
    rows = {row.name: row for row in open_statistics(home=home.path).files()}
    assert (rows["broken.bin"].kept, rows["broken.bin"].rejected) == (0, 1)
    assert rows["good.csv"].kept == 1
