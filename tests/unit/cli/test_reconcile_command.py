"""`patentry reconcile`: each difference with its reason, and totals that add up to the gap."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.conftest import Patentry, application, patent

from patentry.offices.reading import Source
from patentry.offices.tabular.sheets import beginnings

ON = ("--region", "core", "--on", "2023-06-30")
EVENTS = f"""number,date,effective_date,code,text,holder,address
{application(21)},2023-12-01,2023-03-02,,专利权的终止,,
{application(22)},2023-05-01,2022-03-02,,专利权的终止,,
{application(27)},2023-06-20,2022-03-02,,专利权的终止,,
{application(24)},2022-03-01,2022-02-11,,专利权的转移,云州乙公司,云州市高新区科创路9号
{application(25)},2021-03-01,2021-02-11,,专利权人的姓名或者名称、地址的变更,云州甲公司,云州市高新区科创路8号
"""
AWAY = "北京市海淀区学院路5号"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Patentry:
    from tests.unit.cli.conftest import HEADING, REGIONS

    command = Patentry(tmp_path_factory.mktemp("reconciling"))
    command("init")
    rows = [
        *(patent(n) for n in range(1, 21)),
        patent(21),
        patent(22),
        patent(23, address=AWAY),
        patent(24, address=AWAY),
        patent(25, address=AWAY),
        patent(26, address="云州市高新区"),
        patent(27),
        patent(28, granted="2023-07-10"),
        patent(29, granted="2023-09-05"),
        patent(30, kind="U", right="实用新型", digit=2),
        patent(31, granted="2023-06-20"),
    ]
    files = [
        command.write("regions.csv", REGIONS),
        command.write("list.csv", "\n".join([HEADING, *rows]) + "\n"),
        command.write("events.csv", EVENTS),
    ]
    assert command("ingest", *files).code == 0
    return command


Reconcile = Callable[..., Any]


@pytest.fixture
def reconcile(home: Patentry) -> Reconcile:
    def asked(cells: list[str], heading: str = "专利号", *more: object) -> Any:
        path = home.write("official.csv", "\n".join([heading, *cells]) + "\n")
        answer = home("reconcile", path, *ON, *more)
        assert answer.code == 0, answer.err
        return answer.json

    return asked


def reasons(answer: Any, side: str) -> dict[str, str]:
    return {row["number"] or row["stated"]: row["reason"] for row in answer["rows"] if row["side"] == side}


def test_identical_lists_have_no_gap(reconcile: Reconcile) -> None:
    ours = [row["number"] for row in reconcile(["CN200010000001.1"])["rows"] if row["side"] == "ours"]
    answer = reconcile(ours)
    assert (answer["gap"], answer["in_both"], answer["totals"]) == (0, answer["ours"], [])


def test_each_difference_has_its_reason(reconcile: Reconcile) -> None:
    listed = [application(n) for n in range(1, 11)]
    listed += [application(n) for n in (22, 23, 26, 27, 28, 29, 1)]
    listed += [application(30, kind=2), application(99), application(88, kind=3), "2.0151E+11"]
    answer = reconcile(listed)
    theirs = reasons(answer, "theirs")
    assert theirs[f"CN{application(22)}"] == "ended"
    assert theirs[f"CN{application(23)}"] == "address"
    assert theirs[f"CN{application(26)}"] == "address_open"
    assert theirs[f"CN{application(27)}"] == "cut_off"
    assert theirs[f"CN{application(28)}"] == "cut_off"
    assert theirs[f"CN{application(29)}"] == "not_granted"
    assert theirs[f"CN{application(30, kind=2)}"] == "type"
    assert theirs[f"CN{application(88, kind=3)}"] == "type"
    assert theirs[f"CN{application(99)}"] == "unknown_to_us"
    assert theirs[f"CN{application(1)}"] == "repeated"
    assert theirs["2.0151E+11"] == "damaged_number"
    ours = reasons(answer, "ours")
    assert ours[f"CN{application(21)}"] == "lapse_announced_later"
    assert ours[f"CN{application(31)}"] == "cut_off"
    assert ours[f"CN{application(15)}"] == "unexplained"
    assert sum(total["effect"] for total in answer["totals"]) == answer["gap"]


def test_holder_who_came_into_the_region_is_a_transfer_or_a_move(reconcile: Reconcile) -> None:
    ours = reasons(reconcile([application(1)]), "ours")
    assert ours[f"CN{application(24)}"] == "transferred"
    assert ours[f"CN{application(25)}"] == "address_changed"


def test_damaged_number_names_the_one_patent_it_can_be(reconcile: Reconcile) -> None:
    listed = [application(n) for n in (*range(1, 15), *range(16, 21))]
    whole = application(15)
    answer = reconcile(
        [
            *listed,
            whole[:5] + whole[6] + whole[5] + whole[7:] if whole[5] != whole[6] else whole[:-3] + "9" + whole[-2:],
        ]
    )
    [damaged] = [row for row in answer["rows"] if row["side"] == "theirs"]
    assert (damaged["reason"], damaged["suggests"]) == ("damaged_number", f"CN{whole}")
    assert reasons(answer, "ours")[f"CN{whole}"] == "damaged_number"


def test_another_name_of_the_holder_is_said_without_changing_a_count(reconcile: Reconcile) -> None:
    answer = reconcile([f"{application(1)},云州丙公司", f"{application(2)},云州甲公司"], "专利号,专利权人")
    [row] = [row for row in answer["rows"] if row["side"] == "both"]
    assert (row["number"], row["holder_differs"]) == (f"CN{application(1)}", True)
    assert (answer["in_both"], answer["holder_differs"]) == (2, 1)


def test_totals_add_up_to_the_gap_whatever_the_list(reconcile: Reconcile) -> None:
    rng = random.Random(5)
    pool = [application(n) for n in range(1, 60)] + ["2.0151E+11", "待补", "ZL" + application(3), application(4)[:-2]]
    for _ in range(12):
        listed = [rng.choice(pool) for _ in range(rng.randrange(1, 60))]
        answer = reconcile(listed)
        assert answer["theirs"] + answer["left_out"] == len(listed)
        assert answer["ours"] == answer["in_both"] + answer["only_ours"]
        assert answer["theirs"] == answer["in_both"] + answer["only_theirs"]
        assert sum(total["effect"] for total in answer["totals"]) == answer["gap"]
        assert answer["gap"] == answer["theirs"] - answer["ours"]
        for side in ("ours", "theirs"):
            assert sum(total[f"only_{side}"] for total in answer["totals"]) == answer[f"only_{side}"]


def test_list_with_thirteen_per_cent_damaged_numbers_is_mended_or_named_and_adds_up(tmp_path: Path) -> None:
    from tests.unit.cli.conftest import HEADING, REGIONS

    command = Patentry(tmp_path)
    command("init")
    rows = "\n".join([HEADING, *(patent(n) for n in range(1, 101))])
    assert command("ingest", command.write("regions.csv", REGIONS), command.write("list.csv", rows + "\n")).code == 0
    whole = [application(n) for n in range(1, 101)]
    mendable = {n: "ZL " + whole[n][:-2] for n in (6, 14, 22, 30, 38)}
    mendable |= {n: whole[n].translate(str.maketrans("0123456789.", "０１２３４５６７８９．")) for n in (46, 54)}
    lost = {n: f"{float(whole[n][:-2]):.4E}" for n in (62, 70, 78, 86)} | {94: "待补", 99: whole[99][:6]}
    listed = [mendable.get(n) or lost.get(n) or text for n, text in enumerate(whole)]
    assert len(mendable) + len(lost) == 13
    answer = command("reconcile", command.write("official.csv", "专利号\n" + "\n".join(listed) + "\n"), *ON).json
    assert (answer["ours"], answer["theirs"], answer["left_out"], answer["in_both"]) == (100, 100, 0, 94)
    named = {row["row"]: row["stated"] for row in answer["rows"] if row["side"] == "theirs"}
    assert named == {n + 2: text for n, text in lost.items()}
    assert {row["reason"] for row in answer["rows"] if row["side"] == "theirs"} == {"damaged_number"}
    assert {row["number"] for row in answer["rows"] if row["side"] == "ours"} == {f"CN{whole[n]}" for n in lost}
    assert sum(total["effect"] for total in answer["totals"]) == answer["gap"] == 0


def test_workbook_of_the_same_result_is_the_same_bytes(home: Patentry) -> None:
    path = home.write("official.csv", f"专利号\n{application(1)}\n=1+1\n2.0151E+11\n")
    files = [home.folder / name for name in ("one.xlsx", "two.xlsx")]
    for file in files:
        assert home("reconcile", path, *ON, "--xlsx", file, as_json=False, lang="zh").code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    sheets = {one.sheet: [cells for _, cells in one.rows] for one in beginnings(Source(files[0], files[0].name))}
    assert list(sheets) == ["对账汇总", "仅名单有", "仅我方有", "双方均有"]
    assert ["合计", "23", "2", "-21"] in [[cell for cell in row if cell] for row in sheets["对账汇总"]]


def test_plain_output_shows_the_table_and_the_rows_of_a_reason(home: Patentry) -> None:
    path = home.write("official.csv", f"专利号\n{application(99)}\n")
    answer = home("reconcile", path, *ON, "--reason", "unknown_to_us", as_json=False)
    assert "a gap of -" in answer.out
    assert f"CN{application(99)}" in answer.out


def test_refusals_are_said_and_not_thrown(home: Patentry) -> None:
    letter = home.write("letter.csv", "各区县\n请按时报送\n")
    listed = home.write("official.csv", f"专利号\n{application(1)}\n")
    for arguments, word in (
        ((letter, *ON), "letter.csv"),
        ((listed, *ON, "--figure", "grants"), "grants"),
        ((listed, *ON, "--attribution", "fractional"), "fractional"),
        ((listed, "--region", "moon", "--on", "2023-06-30"), "moon"),
        ((home.folder / "none.csv", *ON), "none.csv"),
    ):
        answer = home("reconcile", *arguments)
        assert (answer.code, word in answer.err) == (1, True)
