"""Questions, answers and cells of the manual in words."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from patentry.statistics import definition_of
from patentry.wording import Lang, Refusal, codes, say
from tests.spec.answers import DEFAULTS, expected_of
from tests.spec.cases import Row

WORDS = Path(__file__).parent / "words.toml"
Words = dict[str, dict[str, str]]


@cache
def _words() -> dict[str, Words]:
    read: dict[str, Words] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return read


def cell(text: str) -> str:
    """Answer a text as a table cell."""
    return text.replace("|", "\\|").replace("\n", " ")


class Phrases:
    """The words of one language, with the names of the regions of a case."""

    def __init__(self, lang: Lang, regions: Sequence[Row]) -> None:
        self.lang: Lang = lang
        self.other = "en" if lang == "zh" else "zh"
        self._words = _words()[lang]
        self._regions: dict[str, str] = {row["region"]: row.get(f"name_{lang}", row["region"]) for row in regions}

    def page(self, code: str) -> str:
        """Answer a word of the page."""
        return self._words["page"][code]

    def table(self, name: str) -> str:
        """Answer the name of a given table."""
        return self._words["table"][name]

    def column(self, key: str) -> str:
        """Answer the heading of a column."""
        return self._words["column"][self.column_key(key)]

    def columns(self) -> list[str]:
        """Answer every column in the order of the manual."""
        return list(self._words["column"])

    @staticmethod
    def column_key(key: str) -> str:
        """Answer the column under which a field stands: both names of a region are one."""
        return "name" if key.startswith("name_") else key

    def region(self, region: str) -> str:
        """Answer the name of a region."""
        return self._regions.get(region, region)

    def figure(self, figure: str) -> str:
        """Answer the name of a figure; its id where there is none such."""
        try:
            definition = definition_of(figure)
        except Refusal:
            return f"`{figure}`"
        return definition.name_zh if self.lang == "zh" else definition.name_en

    def given(self, table: str, key: str, value: Any) -> str:
        """Answer a given fact as a cell."""
        if value in (None, ""):
            return "—"
        if key in ("include", "exclude", "keywords") or (key == "ipc" and isinstance(value, list)):
            return self.page("comma").join(value)
        if key == "keywords_open":
            return self.page("yes" if value else "no")
        if isinstance(value, list):
            return self.page("semicolon").join(self._party(party) for party in value)
        if key in ("region", "parent") and table != "regions":
            return self.region(value)
        if key == "right_type":
            return self._said(f"right_type.{value}")
        return f"`{value}`" if key in ("patterns", "field") else str(value)

    def _party(self, party: Row) -> str:
        told = [party.get(key) for key in ("name", "country", "address", "postcode", "uscc")]
        return self.page("comma").join(str(part) for part in told if part)

    def question(self, ask: Row) -> str:
        """Answer a question in words."""
        asked = {**DEFAULTS, **ask}
        if "status" in ask:
            parts = [self.page("status").format(patent=ask["status"])]
        elif "why" in ask:
            figure = self.figure(asked["figure"])
            parts = [self.page("why").format(patent=ask["why"], figure=figure), self.region(asked["region"])]
        else:
            parts = [self.figure(asked["figure"]), self.region(asked["region"])]
        return self.page("comma").join([*parts, self._when(ask), *self._terms(ask)])

    def _when(self, ask: Row) -> str:
        if "on" in ask:
            return str(ask["on"])
        every = self._words["every"].get(ask["every"], ask["every"])
        return self.page("series").format(start=ask["from"], end=ask["to"], every=every)

    def _terms(self, ask: Row) -> list[str]:
        told = []
        if "view" in ask:
            told.append(self.page("view") + self._said(f"view.{ask['view']}"))
        if "known" in ask:
            told.append(self.page("known").format(day=ask["known"]))
        if "attribution" in ask:
            told.append(self.page("attribution") + self._said(f"attribution.{ask['attribution']}"))
        if "scope" in ask:
            told.append(self.page("scope") + self._said(f"scope.{ask['scope']}"))
        if "basis" in ask:
            told.append(self.page("basis") + f"`{ask['basis']}`")
        if "by" in ask:
            told.append(self.page("by") + self._words["group"][ask["by"]])
        if "versus" in ask:
            first, *rest = ask["versus"].split(":")
            names = [self.page("published_side")] if first == "published" else [self.region(first)]
            names += [self.region(rest.pop(0))] if first == "published" and rest else []
            told.append(self.page("versus") + self.page("comma").join([*names, *map(self.figure, rest)]))
        settings = ask.get("rule", {}) | ask.get("flow_rule", {})
        told += [f"`{name} = {value}`" for name, value in settings.items()]
        return told

    def answer(self, ask: Row) -> str:
        """Answer an answer in words. What is settled to the last patent is not said of every row."""
        if "refused" in ask:
            return f"{self.page('refused')}`{ask['refused']}`"
        told = []
        for key, value in expected_of(ask).items():
            if key in ("unknown", "unknowns") and not (any(value) if isinstance(value, list) else value):
                continue
            label, text = self._words["answer"][key], self._value(key, value)
            told.append(f"{label}{self.page('colon')}{text}" if label else f"**{text}**")
        return self.page("semicolon").join(told)

    def _value(self, key: str, value: Any) -> str:
        if isinstance(value, list):
            return self.page("comma").join(self._value(key, item) for item in value) or self.page("none")
        if isinstance(value, dict):
            pairs = (f"{self._group(key, group)} {self._value(key, item)}" for group, item in value.items())
            return self.page("comma").join(pairs)
        if isinstance(value, bool):
            return self.page("yes" if value else "no")
        if value == "none":
            return self.page("nothing") if key == "value" else "—"
        if value == "unknown":
            return self.page("unknown")
        if isinstance(value, (int, float)):
            return self._number(key, value)
        return self._word(key, str(value))

    def _number(self, key: str, value: float) -> str:
        if key in ("year_on_year", "previous", "year_end", "average_growth", "growths"):
            return f"{value:+.1%}"
        if key.endswith("_points"):
            return say("cli.figure.points", lang=self.lang, value=f"{value:+.1f}")
        return f"{value:,.4g}" if isinstance(value, float) else f"{value:,}"

    def _word(self, key: str, value: str) -> str:
        if key in ("in_region", "versus_region"):
            return self.region(value)
        prefixes = {"state": "state.", "flags": "flag.", "notes": "", "versus_notes": "", "reason": ""}
        return self._said(prefixes[key] + value) if key in prefixes else f"`{value}`" if key == "evidence" else value

    def _group(self, key: str, group: str) -> str:
        if key == "tests":
            return self._said(f"test.{group}")
        cases = [f"case.{part}" for part in group.split("+")]
        if set(cases) <= codes():
            return " + ".join(map(self._said, cases))
        if f"level.{group}" in codes():
            return self._said(f"level.{group}")
        if f"group.{group}" in codes():
            return self._said(f"group.{group}")
        if f"outcome.{group}" in codes():
            return self._said(f"outcome.{group}")
        said = f"right_type.{group}"
        named = self._words["group"]["None"] if group == "None" else self.region(group)
        return self._said(said) if said in codes() else named

    def _said(self, code: str) -> str:
        return say(code, lang=self.lang) if code in codes() else f"`{code.rpartition('.')[2]}`"
