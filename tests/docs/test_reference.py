"""What exists is written down: commands, options, figures, settings, dependencies; and every link leads somewhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from patentry import wording
from patentry.cli import main
from patentry.offices.registry import format_names
from patentry.statistics import Attribution, Basis
from patentry.statistics.counting import GROUPINGS
from patentry.statistics.definitions import figures
from patentry.statistics.desk import VIEWS
from patentry.status.standing import ENDED_STATES, FLAGS, NEVER_GRANTED
from tests.docs.written import DOCS, GUIDES, ROOT, pages, text_of, words_in_code

Help = Callable[..., str]
BOTH = pytest.mark.parametrize("guide", GUIDES, ids=[guide.name for guide in GUIDES])
COMMANDS = (
    "init",
    "ingest",
    "parties",
    "records",
    "status",
    "claims",
    "contradictions",
    "reconcile",
    "reference",
    "map",
    "families",
    "figure",
    "projection",
    "index",
    "search",
    "snapshots",
    "accept",
    "rollback",
    "template",
    "demo",
    "serve",
    "worker",
    "backup",
    "restore",
    "upgrade",
)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
SETTING = re.compile(r"PATENTRY_[A-Z_]*[A-Z]")


@pytest.fixture
def help_of(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Help:
    """What `--help` prints."""
    monkeypatch.setenv("COLUMNS", "200")

    def print_help(*words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main([*words, "--help"])
        assert ended.value.code == 0
        return capsys.readouterr().out

    return print_help


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as a forge makes them."""
    found = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


def test_the_commands_are_those_the_guide_goes_through(help_of: Help) -> None:
    printed = re.findall(r"^    (\w+)(?: |$)", help_of(), re.MULTILINE)
    assert sorted(printed) == sorted(COMMANDS)


@BOTH
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_option_and_its_choices_are_in_the_guide(guide: Path, command: str, help_of: Help) -> None:
    printed = help_of(command) if command else help_of()
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", printed))
    choices = {word for group in re.findall(r"\{([\w,]+)\}", printed) for word in group.split(",")}
    # Formats are named in "your own files", as the test below demands.
    known = words_in_code(text_of(guide / "command-line.md")) | set(format_names())
    assert options
    assert options | choices | ({command} if command else set()) <= known


@BOTH
def test_every_figure_and_rule_of_counting_is_in_the_guide(guide: Path) -> None:
    known = words_in_code(text_of(guide / "figures.md"))
    assert {figure.id for figure in figures()} <= known
    assert {*map(str, Attribution), *map(str, Basis), *VIEWS, *GROUPINGS} <= known


@BOTH
def test_every_state_and_flag_is_in_the_guide(guide: Path) -> None:
    known = words_in_code(text_of(guide / "status.md"))
    assert {*ENDED_STATES.values(), *NEVER_GRANTED.values(), *FLAGS, "in_force", "pending", "unknown"} <= known


@BOTH
def test_every_format_is_in_the_guide(guide: Path) -> None:
    assert set(format_names()) <= words_in_code(text_of(guide / "your-own-files.md"))


@BOTH
def test_every_problem_the_guide_explains_exists(guide: Path) -> None:
    report = text_of(guide / "your-own-files.md").rsplit("\n## ", 1)[1]
    rows = [line.split("|")[1] for line in report.splitlines() if line.startswith("| `")]
    named = {code for row in rows for code in re.findall(r"`(\w+)`", row)}
    assert len(named) > 20
    assert {f"problem.{code}" for code in named} <= wording.codes()


@BOTH
def test_every_column_of_the_reference_tables_is_in_the_guide(guide: Path) -> None:
    offices = ROOT / "src" / "patentry" / "offices"
    told = "".join(text_of(offices / name / "README.md") for name in ("reference_tables", "classification_tables"))
    columns = re.findall(r"^\| `\w+` \| `([\w,]+)` \|$", told, re.MULTILINE)
    assert len(columns) == 16
    known = words_in_code(text_of(guide / "your-own-files.md"))
    assert {column for row in columns for column in row.split(",")} <= known


def test_both_guides_have_the_same_pages_and_the_same_number_of_chapters() -> None:
    english, chinese = ({page.name: text_of(page) for page in guide.glob("*.md")} for guide in GUIDES)
    assert english.keys() == chinese.keys()
    for name, text in english.items():
        assert text.count("\n## ") == chinese[name].count("\n## "), name
        assert text.count("\n```") == chinese[name].count("\n```"), name


def test_every_setting_is_in_the_reference() -> None:
    code = (place for folder in ("src", "tests", "bench") for place in (ROOT / folder).rglob("*.py"))
    places = [*code, ROOT / "Makefile", ROOT / ".ci" / "run"]
    used = {name for place in places for name in SETTING.findall(text_of(place))}
    written = set(SETTING.findall(text_of(DOCS / "reference" / "settings.md")))
    assert len(used) > 10
    assert used == written


def test_every_direct_dependency_has_a_row_with_licence_and_reason() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"].values()
    declared = [*project["dependencies"], *(item for extra in extras for item in extra)]
    names = {match[0] for item in declared if (match := NAME.match(item))}
    rows = re.findall(r"^\| `([^`]+)`[^|]*\|([^|]+)\|([^|]+)\|([^|]+)\|$", _dependencies(), re.MULTILINE)
    assert {row[0] for row in rows} == names
    assert all(cell.strip() for row in rows for cell in row)


def _dependencies() -> str:
    return text_of(DOCS / "reference" / "dependencies.md")


def test_the_readme_shows_every_room_of_the_layers() -> None:
    layers = text_of(ROOT / ".importlinter").split("[importlinter:contract:no-web]")[0]
    rooms = {
        room
        for block in re.findall(r"^layers =\n((?:    .+\n)+)", layers, re.MULTILINE)
        for room in re.findall(r"\(?[a-z]+\)?", block)
    }
    picture = text_of(ROOT / "README.md").split("## The map of rooms")[1].split("## ")[0]
    shown = set(re.findall(r"\(?[a-z]+\)?", picture))
    assert len(rooms) > 30
    assert rooms <= shown


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(text_of(page)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def test_decisions_are_numbered_without_gaps_and_say_context_decision_and_consequences() -> None:
    found = sorted((DOCS / "decisions").glob("*.md"))
    assert [path.name[:4] for path in found] == [f"{n:04}" for n in range(1, len(found) + 1)]
    for path in found:
        text = text_of(path)
        assert text.startswith(f"# {path.name[:4]} ")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), path.name
