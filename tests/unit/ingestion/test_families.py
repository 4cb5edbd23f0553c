"""Families of a few patents: by the same priorities, by a source's id, and over shared priorities."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import numpy as np
import pytest

from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.ingestion.families import Families, Family, family_of
from patentry.ingestion.joining import components
from patentry.wording import Refusal

AT = datetime(2024, 1, 10, tzinfo=UTC)
FIRST, SECOND = "CN201810000011.8", "CN201810000012.2"


def _row(number: str, application: str, *priorities: str, **more: object) -> str:
    row = {
        "publication_number": number, "application_number": application, "authority": number[:2],
        "right_type": "invention", "priorities": [{"number": one} for one in priorities], **more,
    }  # fmt: skip
    return json.dumps(row)


ROWS = (
    _row("CN108000011B", FIRST),
    _row("US10000011B2", "US16000011", FIRST),
    _row("EP3000011A1", "EP18000011.9", FIRST, SECOND),
    _row("CN108000012B", SECOND),
    _row("JP6000011B", "JP2018000011", "DE102018000001", family_id="77"),
    _row("US10000012B2", "US16000012", "DE102018000002", family_id="77"),
    _row("US10000013B2", "US16000013", family_members=["EP3000099A1"]),
    _row("US5000020A", "US07/444669", filing_date="1989-12-01"),
    _row("EP3000020A1", "EP90000020", "US19890444669"),
    _row("JP2000020A", "JP1990000020", "US07/444669"),
    _row("EP3000021A1", "EP05000021", "US20040500021P"),
    _row("JP2000021A", "JP2005000021", priorities=[{"number": "US60/500021", "date": "2004-01-02"}]),
    _row("EP3000022A1", "EP90000022", "US19900444669"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("families")
    home = Home(folder / "home")
    home.create()
    path = folder / "rows.jsonl"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    assert ingest(home=home, paths=[path], at=AT).files[0].rejected == 0
    return home


def _family(home: Home, number: str, rule: str = "simple") -> Family:
    return family_of(latest(home), number, rule=rule)


def _joined(family: Family) -> dict[str, tuple[str, ...]]:
    return {member.publications[0]: member.joined_by for member in family.members}


def test_patents_with_the_same_priorities_are_a_simple_family_and_the_first_filing_is_in_it(home: Home) -> None:
    found = _family(home, "US10000011B2")
    assert found.family == f"P:{FIRST}"
    assert _joined(found) == {"US10000011B2": (), "CN108000011B": ("same_priorities",)}


def test_one_shared_priority_makes_an_extended_family_only(home: Home) -> None:
    assert _joined(_family(home, "EP3000011A1")) == {"EP3000011A1": ()}
    found = _family(home, "US10000011B2", "extended")
    assert found.family == f"X:{FIRST}"
    assert _joined(found) == {
        "US10000011B2": (),
        "CN108000011B": ("same_priorities",),
        "EP3000011A1": ("shared_priority",),
        "CN108000012B": ("connected",),
    }


def test_a_sources_family_id_joins_and_names_the_family(home: Home) -> None:
    found = _family(home, "JP6000011B")
    assert (found.family, found.stated) == ("77", ("77",))
    assert _joined(found)["US10000012B2"] == ("stated_family",)


def test_members_a_source_names_are_told_apart_from_those_in_the_files(home: Home) -> None:
    found = _family(home, "US10000013B2")
    assert (len(found.members), found.named) == (1, ("EP3000099A1",))


def test_every_record_has_both_families(home: Home) -> None:
    found = Families(latest(home)).of(["CN108000011B", "EP3000011A1", "JP6000011B"])
    assert found["CN108000011B"] == (f"P:{FIRST}", f"X:{FIRST}")
    assert found["EP3000011A1"].family == f"P:{FIRST}+{SECOND}"
    assert found["JP6000011B"].family == "77"


def test_an_american_priority_meets_its_exchanged_form_without_the_series(home: Home) -> None:
    assert _joined(_family(home, "EP3000020A1")) == {
        "US5000020A": ("same_priorities",),
        "JP2000020A": ("same_priorities",),
        "EP3000020A1": (),
    }
    assert _joined(_family(home, "EP3000021A1"))["JP2000021A"] == ("same_priorities",)


def test_the_same_serial_of_another_year_is_another_application(home: Home) -> None:
    assert list(_joined(_family(home, "EP3000022A1"))) == ["EP3000022A1"]


def test_number_that_is_not_in_the_files_is_refused(home: Home) -> None:
    with pytest.raises(Refusal):
        _family(home, "CN109999999B")


def test_components_are_named_by_their_smallest_node() -> None:
    pairs = np.array([[4, 3], [1, 4], [2, 2]], dtype=np.int32)
    assert components(6, pairs[:, 0], pairs[:, 1]).tolist() == [0, 1, 2, 1, 1, 5]
