"""What people read: plain text in both languages, and what they are told where the site is not installed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from typing import Any

import pytest

Command = Any
HAN = re.compile("[\u4e00-\u9fff]")
ISSUES = ("20150106", "20150113", "20150127")
CORE = ("--region", "core", "--on", "2023-06-30")


def issue(day: str, serial: int) -> str:
    """A weekly issue with one grant."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<us-patent-grant dtd-version="v4.5 2014-04-03" country="US"><us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>0892600{serial}</doc-number><kind>B2</kind>
<date>{day}</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>1360000{serial}</doc-number>
<date>20120203</date></document-id></application-reference>
<us-application-series-code>13</us-application-series-code><invention-title>Device</invention-title>
</us-bibliographic-data-grant></us-patent-grant>
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("figure", "effective_inventions", *CORE, "--explain", "--versus", "zone"),
        ("figure", "inventions_per_10k", *CORE, "--versus", "published"),
        ("figure", "grants", "--region", "zone", "--from", "2017-01-01", "--to", "2018-12-31", "--every", "quarter"),
        ("figure", "effective_inventions", *CORE, "--by", "region"),
        ("figure", "effective_inventions", *CORE, "--why", "CN104000001B"),
        ("status", "CN104000001B", "--on", "2020-06-30", "--view", "legal"),
        ("status", "CN104000002B", "--on", "2023-06-30"),
        ("snapshots",),
    ],
)
def test_every_command_answers_in_both_languages(district: Command, arguments: tuple[str, ...], lang: str) -> None:
    answer = district(*arguments, as_json=False, lang=lang)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.strip()
    assert not re.search(r"\b(cause|effect|why|test|rule|note|versus|status|cli)\.[a-z_]+", answer.out), answer.out
    assert lang == "en" or HAN.search(answer.out)


def test_a_figure_in_plain_text_gives_value_people_and_what_is_not_settled(district: Command) -> None:
    answer = district("figure", "inventions_per_10k", *CORE, as_json=False, lang="zh").out
    assert "件/万人" in answer
    assert "20,000 (2022-12-31)" in answer
    assert "未定" in answer
    assert "暂定" in answer


def test_ingest_in_plain_text_names_file_row_field_value_and_what_to_do(
    empty: Command, heading: str, row: Callable[..., str]
) -> None:
    path = empty.write("list.csv", "\n".join([heading, row(1), row(2).replace("2015-03-02", "2023-02-30")]) + "\n")
    answer = empty("ingest", path, as_json=False, lang="zh")
    assert answer.code == 0
    assert f"{path}（cnipa_table）：2 条，收下 1，拒收 1" in answer.out
    assert "例如第 3 行 申请日" in answer.out
    assert "2023-02-30" in answer.out
    assert "请改正" in answer.out
    assert str(empty.home / "quarantine") in answer.out


@pytest.mark.parametrize(
    ("environment", "lang"),
    [({"LC_ALL": "zh_CN.UTF-8"}, "zh"), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"), ({}, "en")],
)
def test_the_language_of_messages_is_the_terminals(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str], lang: str,
) -> None:  # fmt: skip
    from patentry.cli import main

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["--home", str(tmp_path / "home"), "init"]) == 0
    assert bool(HAN.search(capsys.readouterr().out)) == (lang == "zh")


@pytest.mark.parametrize("command", ["demo", "serve"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_the_site_its_commands_say_what_to_install(
    empty: Command, monkeypatch: pytest.MonkeyPatch, command: str, lang: str
) -> None:
    monkeypatch.setattr("patentry.cli.entry_points", lambda group: [])
    answer = empty(command, as_json=False, lang=lang)
    assert (answer.code, answer.out) == (1, "")
    assert "patentry[site]" in answer.err
    assert command in answer.err


@pytest.mark.parametrize("where", ["on loading", "on running"])
def test_a_site_without_what_it_stands_on_says_so_too(
    empty: Command, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def run(_options: object, _output: object) -> int:
        raise ModuleNotFoundError("No module named 'django'", name="django")

    def add(commands: Any) -> None:
        commands.add_parser("serve").set_defaults(run=run)

    target = "no_such_package_at_all:add" if where == "on loading" else "serve_of_a_test:add"
    point = EntryPoint("serve", target, "patentry.commands")
    if where == "on running":
        monkeypatch.setattr(EntryPoint, "load", lambda _self: add)
    monkeypatch.setattr("patentry.cli.entry_points", lambda group: [point])
    answer = empty("serve", as_json=False)
    assert answer.code == 1
    assert "patentry[site]" in answer.err


def test_a_reader_that_goes_away_is_no_error(district: Command) -> None:
    program = "import sys; from patentry.cli import run; sys.stdin.read(); run()"
    arguments = [sys.executable, "-c", program, "--home", str(district.home), "records"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdin
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        child.stdin.close()
        complaint = child.stderr.read()
    assert (child.returncode, complaint) == (0, b"")


def test_help_needs_no_home_and_lists_every_command(empty: Command) -> None:
    answer = empty("--help")
    assert answer.code == 0
    for command in ("init", "demo", "ingest", "records", "status", "figure", "snapshots", "serve"):
        assert re.search(rf"^\s+{command}\b", answer.out, re.MULTILINE)


def test_clean_up_is_a_command(empty: Command) -> None:
    assert empty("snapshots", "--clean-up").json == {"removed": []}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_missing_week_of_the_weekly_issues_is_named(empty: Command, lang: str) -> None:
    paths = [empty.write(f"ipg{day[2:]}.xml", issue(day, serial)) for serial, day in enumerate(ISSUES)]
    assert empty("ingest", *paths).code == 0
    (source,) = empty("snapshots").json["sources"]
    assert (source["source"], source["through"]) == ("US weekly issues", "2015-01-13")
    assert source["missing_weeks"] == ["2015-01-19"]
    plain = empty("snapshots", as_json=False, lang=lang).out
    assert "2015-01-13" in plain
    assert "2015-01-19" in plain
