from __future__ import annotations

from datetime import date

import pytest

from patentry.offices.tabular.cells import (
    CellError,
    clean,
    language_of,
    parse_date,
    split_symbols,
    split_values,
)


@pytest.mark.parametrize(
    "text",
    [
        "2015-03-11", "20150311", "2015.03.11", "2015/3/11", "2015年3月11日", "２０１５－０３－１１", "42074",
        "42074.0", " 2015-03-11 ", "2015-03-11 00:00:00", "2015-03-11T00:00:00Z", "2015 年 3 月 11 日",
    ],
)  # fmt: skip
def test_every_spelling_of_a_day_is_the_same_day(text: str) -> None:
    assert parse_date(text) == date(2015, 3, 11)


@pytest.mark.parametrize("text", ["", "-", "--", "无", "N/A", " ", "\\N"])
def test_a_mark_for_nothing_is_no_day(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["2023-02-30", "20230230", "2023年13月1日", "0215-03-11"])
def test_a_day_that_never_was_is_impossible(text: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_date(text)
    assert caught.value.code == "date_impossible"


@pytest.mark.parametrize("text", ["2015", "201503", "11.03.15", "next year", "2015-03", "99999999999"])
def test_a_text_that_is_no_day_is_unreadable_and_not_guessed(text: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_date(text)
    assert caught.value.code in {"date_unreadable", "date_impossible"}


def test_values_are_cut_at_every_usual_separator() -> None:
    assert split_values("甲公司;乙公司；丙公司 | 丁公司\n戊公司") == (
        "甲公司",
        "乙公司",
        "丙公司",
        "丁公司",
        "戊公司",
    )


def test_a_list_mark_cuts_persons_and_organisations() -> None:
    assert split_values("张三、李四") == ("张三", "李四")
    assert split_values("示例科技有限公司、示例大学") == ("示例科技有限公司", "示例大学")


def test_a_list_mark_inside_a_name_does_not_cut() -> None:
    assert split_values("示例油脂、粮食有限公司") == ("示例油脂、粮食有限公司",)


def test_an_encoded_ampersand_is_no_separator() -> None:
    assert split_values("A &amp; B LTD; C") == ("A & B LTD", "C")


def test_symbols_are_cut_at_commas_too() -> None:
    assert split_symbols("H01L21/00,H01L21/02；G06F 17/30") == ("H01L21/00", "H01L21/02", "G06F 17/30")


def test_spreadsheet_guards_are_taken_off() -> None:
    assert clean('="201410135735.5"') == "201410135735.5"
    assert clean("'201410135735.5") == "201410135735.5"
    assert clean("'=SUM") == "=SUM"
    assert clean("'") == "'"


@pytest.mark.parametrize(("text", "lang"), [("装置", "zh"), ("Device", "en"), ("装置の製造", "ja"), ("장치", "ko")])
def test_a_title_is_in_the_language_of_its_script(text: str, lang: str) -> None:
    assert language_of(text) == lang
