"""A published release stays as it is to the byte, whatever is taken in afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import people as accounts
import pytest
from django.forms.models import model_to_dict
from django.test import Client
from test_collection import HEADING, REGIONS, application, patent

from district.accounts.roles import Role
from district.design.writing import number
from district.openstats import provider
from district.openstats.releases import actions, queries
from district.openstats.releases.actions import Plan, Text
from district.openstats.releases.models import Bulletin, Release
from patentry.corpus import Home, latest, roll_back
from patentry.ingestion import ingest

AT = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
POPULATION = "region,date,value,unit,kind,source,published_on\n"
FILES = [f"/{lang}/releases/2017-05{kind}" for lang in ("zh", "en") for kind in (".json", ".csv")] + [
    f"/{lang}/releases/2017-05/bulletin.{kind}" for lang in ("zh", "en") for kind in ("pdf", "docx", "html")
]
LATER = {
    "more.csv": f"{HEADING}\n{patent(3)}\n{patent(4)}\n",
    "same patent, other words.csv": f"{HEADING}\n{patent(2).replace('云州甲公司', '云州乙公司')}\n",
    "lapse.csv": "number,date,effective_date,code,text,holder,address\n"
    f"{application(2)},2018-04-01,2016-03-02,,专利权的终止,,\n",
    "moved.csv": f"number,field,value,valid_from,reason\n{application(2)},region,city,2016-01-01,地址录入错误\n",
    "population.csv": POPULATION + "core,2016-12-31,1.6,万人,常住,人口普查修订,2021-05-11\n",
    "regions.csv": REGIONS.replace("核心区,Core Area", "新核心区,New Core"),
    "bounds.csv": REGIONS.replace("高新区+科创路[1-99]", "高新区+科学路[1-99]"),
}


class District:
    """A data folder that the site answers from."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, Home(folder / "home")
        self.home.create()

    def bring(self, name: str, text: str) -> None:
        """Take one file in at once."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        ingest(home=self.home, paths=[path], at=AT)
        provider.forget()


@pytest.fixture
def district(settings, tmp_path: Path) -> District:
    settings.PATENTRY_HOME = tmp_path / "home"
    settings.PATENTRY_STATISTICS = "patentry.statistics.open_statistics"
    settings.PATENTRY_REOPEN_SECONDS = 0.0
    provider.forget()
    made = District(tmp_path)
    made.bring("first regions.csv", REGIONS)
    made.bring("first people.csv", POPULATION + "core,2016-12-31,2.0,万人,常住,统计公报,2017-03-01\n")
    made.bring("first.csv", f"{HEADING}\n{patent(2)}\n")
    return made


def published() -> Release:
    officer = accounts.person(Role.DISTRICT_OFFICER)
    plan = Plan(
        code="2017-05", title_zh="五月数据", title_en="Figures of May", on=date(2017, 5, 3),
        figures=["inventions_per_10k", "effective_inventions"], regions=["core"], planned_on=date(2024, 3, 1),
    )  # fmt: skip
    row = actions.draft(plan=plan, by=officer, at=AT)
    text = Text(zh="", en="", provisional_reason="试发布")
    actions.write(release=row, text=text, planned_on=row.planned_on, by=officer, at=AT)
    for step in ("check", "announce", "publish"):
        row = actions.move(release=row, action=step, by=officer, at=AT)
    return row


def kept(row: Release) -> tuple[object, ...]:
    """Everything that is stored of a release, and everything the public can take away."""
    client = Client()
    rows = [model_to_dict(one) for one in (Release.objects.get(pk=row.pk), *queries.values_of(row))]
    prints = list(Bulletin.objects.filter(release=row).order_by("pk").values_list("language", "kind", "digest"))
    return rows, prints, {address: client.get(address).content for address in FILES}


@pytest.mark.parametrize("name", LATER)
def test_no_later_ingest_changes_a_byte_of_what_was_published(district: District, name: str) -> None:
    row = published()
    before = kept(row)
    assert all(before[2].values())
    district.bring(name, LATER[name])
    assert provider.opened().snapshot > (row.snapshot or 0)
    assert kept(row) == before


def test_all_of_them_and_going_back_and_a_changed_rule_leave_it_as_it_is(district: District) -> None:
    row = published()
    before = kept(row)
    for name, text in LATER.items():
        district.bring(name, text)
    roll_back(home=district.home, number=2, at=AT)
    (district.home.path / "rules").mkdir(exist_ok=True)
    (district.home.path / "rules" / "high_value.toml").write_text("pledge_threshold = 1\n", encoding="utf-8")
    provider.forget()
    assert latest(district.home).number > (row.snapshot or 0)
    assert kept(row) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_revised_population_leaves_the_released_value_and_is_told_on_its_page(
    client, district: District, lang: str
) -> None:
    row = published()
    told = {"zh": "所用人口此后有修订", "en": "A population has been revised since"}[lang]
    address = f"/{lang}/releases/2017-05/"
    assert told not in client.get(address).content.decode()
    district.bring("population.csv", LATER["population.csv"])
    page = client.get(address).content.decode()
    assert told in page
    assert all(text in page for text in (number(20_000), number(16_000), "人口普查修订"))
    assert queries.values_of(row)[0].value == 0.5
    now = provider.opened().figure(
        "inventions_per_10k", region="core", view="recorded", attribution="cnipa", on=date(2017, 5, 3)
    )
    assert now.rows[0].value == 0.625
    assert "note.population_revised" in now.rows[0].notes
