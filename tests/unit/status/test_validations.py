from __future__ import annotations

from datetime import date

from patentry.records import EventKind
from patentry.status.validations import Followed, StateEvent, Turn, follow, open_since, unitary_states

GRANT, FILING = date(2012, 2, 1), date(2006, 3, 15)


def lapse(state: str, announced: date, effective: date | None = None, code: str = "PG25") -> StateEvent:
    return StateEvent(EventKind.NATIONAL_LAPSE, announced, effective, state, code=code)


def designated(*states: str, on: date = GRANT) -> StateEvent:
    return StateEvent(EventKind.DESIGNATION, on, None, None, f"Designated State(s): {' '.join(states)}")


def opened(followed: Followed) -> date | None:
    return open_since(followed, filing=FILING, grant=GRANT)


def test_the_last_list_of_designated_states_decides() -> None:
    followed = follow([designated("DE", "FR"), designated("AT", "DE", "FR", on=date(2007, 9, 19))])
    assert sorted(followed.states) == ["DE", "FR"]


def test_losing_the_last_state_is_a_turn_and_getting_one_back_another() -> None:
    revival = StateEvent(EventKind.NATIONAL_REVIVAL, date(2016, 1, 1), None, "DE")
    events = [
        designated("DE", "FR"),
        lapse("FR", date(2014, 1, 1), date(2013, 9, 30)),
        lapse("DE", date(2015, 1, 1)),
        revival,
    ]
    assert follow(events).turns == [
        Turn(date(2015, 1, 1), date(2015, 1, 1), is_end=True),
        Turn(date(2016, 1, 1), date(2016, 1, 1), is_end=False),
    ]


def test_later_report_of_a_lapse_puts_the_end_earlier() -> None:
    events = [designated("DE"), lapse("DE", date(2015, 1, 1)), lapse("DE", date(2015, 3, 1), date(2014, 10, 1))]
    assert follow(events).turns == [Turn(date(2015, 1, 1), date(2014, 10, 1), is_end=True)]


def test_extension_state_does_not_hide_that_all_designated_ones_are_gone() -> None:
    followed = follow([designated("DE"), lapse("DE", date(2015, 1, 1)), lapse("MK", date(2015, 6, 1))])
    assert len(followed.turns) == 1


def test_without_national_data_it_is_open_from_the_end_of_the_patent_year() -> None:
    assert opened(follow([designated("DE")])) == date(2012, 3, 15)
    assert open_since(follow([]), filing=None, grant=GRANT) == GRANT


def test_lapses_a_specification_prints_are_no_news_from_the_states() -> None:
    printed = follow([designated("DE", "SE"), lapse("SE", date(2016, 8, 3), date(2012, 5, 1), code="B472")])
    assert opened(printed) == date(2012, 3, 15)
    assert not printed.states["SE"].stands


def test_unitary_effect_takes_the_place_of_its_states() -> None:
    unitary = StateEvent(EventKind.UNITARY_EFFECT, date(2023, 7, 12), date(2023, 7, 4), None)
    assert sorted(follow([designated("DE", "ES", "FR"), unitary]).states) == ["ES", "UP"]
    assert "RO" not in unitary_states(date(2024, 8, 31))
    assert "RO" in unitary_states(date(2024, 9, 1))
