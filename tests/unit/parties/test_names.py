from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentry.parties.names import Mention, Resolution, Rule, Script, check_place, normal_form, parse_uscc, resolve

LAMP, LAMP_OTHER = "北京明灯科技有限公司", "上海明灯科技有限公司"


def _together(answer: Resolution, mentions: list[Mention], one: str, two: str) -> bool:
    return any({one, two} <= {mentions[i].name for i in o.mentions} for o in answer.organisations)


def _resolved(*names: str, **said: object) -> tuple[Resolution, list[Mention]]:
    mentions = [Mention(name) for name in names]
    return resolve(mentions, **said), mentions  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Example Lamps, Inc.", "EXAMPLE LAMPS INCORPORATED"),
        ("Example Lamps GmbH & Co. KG", "Example Lamps Gesellschaft mit beschränkter Haftung & Co. KG"),
        ("示例灯具（北京）有限公司", "示例灯具(北京)有限公司"),
        ("北京示例電子科技有限公司", "北京示例电子科技有限公司"),
    ],
)
def test_spellings_of_one_name_share_their_normal_form(one: str, two: str) -> None:
    assert normal_form(one).key == normal_form(two).key


@given(st.text(max_size=60))
def test_the_normal_form_of_any_text_is_found_and_stays(text: str) -> None:
    form = normal_form(text)
    assert form == normal_form(text)
    assert form.script in Script
    assert normal_form(text.upper() if form.script is Script.LATIN and text.isascii() else text).key == form.key


def test_a_code_is_read_with_its_check_place_or_not_at_all() -> None:
    body = "91110000MA01ABCD1"
    code = body + check_place(body)
    assert parse_uscc(f" {code[:8]}-{code[8:]} ".lower()) == code
    wrong = body + ("0" if code[-1] != "0" else "1")
    assert parse_uscc(wrong) is None
    assert parse_uscc(None) is None


def test_one_code_is_one_organisation_whatever_the_names() -> None:
    body = "91110000MA01ABCD1"
    code = body + check_place(body)
    mentions = [Mention("甲乙丙有限公司", code), Mention("Example Lamps Ltd", code)]
    answer = resolve(mentions)
    assert len(answer.organisations) == 1
    assert answer.organisations[0].uscc == code
    assert Rule.USCC in {reason.rule for reason in answer.reasons}


def test_firms_of_two_cities_are_two_organisations() -> None:
    answer, mentions = _resolved(LAMP, LAMP_OTHER)
    assert not _together(answer, mentions, LAMP, LAMP_OTHER)


def test_an_officers_alias_joins_and_says_so() -> None:
    answer, mentions = _resolved(LAMP, "Bright Lantern Works", aliases=[("Bright Lantern Works", LAMP)])
    assert _together(answer, mentions, LAMP, "Bright Lantern Works")
    assert Rule.ALIAS in {reason.rule for reason in answer.reasons}


def test_a_separation_undoes_a_join() -> None:
    names = ("Example Lamps, Inc.", "Example Lamps Incorporated")
    joined, mentions = _resolved(*names)
    assert _together(joined, mentions, *names)
    parted, mentions = _resolved(*names, separations=[names])
    assert not _together(parted, mentions, *names)


def test_a_registered_change_of_name_joins_old_and_new_under_the_new() -> None:
    change = ("甲乙丙科技有限公司", "丁戊己集团有限公司")
    answer, _ = _resolved(*change, changes=[change])
    assert [o.name for o in answer.organisations] == ["丁戊己集团有限公司"]


def test_every_mention_is_in_exactly_one_organisation_and_has_a_reason() -> None:
    answer, mentions = _resolved("Example Lamps", "Exmaple Lamps Inc", "Roe & Sons", "", "!!!", LAMP, "明灯科技")
    assert sorted(i for o in answer.organisations for i in o.mentions) == list(range(len(mentions)))
    assert len(answer.reasons) == len(mentions)
    for organisation in answer.organisations:
        for index in organisation.mentions:
            named = mentions[index].name == organisation.name
            assert named or answer.reasons[index].rule is not Rule.ONLY


@settings(deadline=None)  # the first example compiles the measures
@given(seed=st.integers(0, 1 << 16))
def test_the_order_of_the_mentions_does_not_matter(seed: int) -> None:
    names = ["Example Lamps Inc", "Example Lamp Inc", "EXAMPLE LAMPS", "Example Lanterns", LAMP, LAMP_OTHER, "明灯科技"]
    shuffled = random.Random(seed).sample(names, len(names))

    def groups(order: list[str]) -> set[frozenset[str]]:
        answer, mentions = _resolved(*order)
        return {frozenset(mentions[i].name for i in o.mentions) for o in answer.organisations}

    assert groups(names) == groups(shuffled)


def test_a_name_printed_without_a_code_joins_neither_of_two_codes() -> None:
    codes = [places + check_place(places) for places in ("91110000MA01ABCD1", "91110000MA01ABCD2")]
    mentions = [Mention(LAMP, codes[0], 9), Mention(LAMP, codes[1], 3), Mention(LAMP, None, 20)]
    assert len(resolve(mentions).organisations) == 3


def test_another_trade_name_is_another_firm() -> None:
    mentions = [Mention("明灯未录科技有限公司", times=5), Mention("明塔未录科技有限公司", times=3)]
    assert len(resolve(mentions).organisations) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [("张伟", "张伟民"), ("LIU, WENJUN", "LIU, WENJUAN"), ("Johnson, Robert", "Johnson, Roberta"),
     ("SMITH, JOHN A", "SMITH, JOHN B"), ("SMITH, JOHN A", "SMITH, JOHN")],
)  # fmt: skip
def test_persons_are_the_same_only_where_their_names_say_the_same(one: str, two: str) -> None:
    answer, mentions = _resolved(one, two)
    assert not _together(answer, mentions, one, two)


def test_a_person_may_be_written_surname_first() -> None:
    answer, mentions = _resolved("LIU, WENJUN", "Wenjun Liu")
    assert _together(answer, mentions, "LIU, WENJUN", "Wenjun Liu")
