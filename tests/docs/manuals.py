"""Generated pages: the method manual `docs/methods/{zh,en}` from the cases of `tests/spec` and the checks of the
published series, the guide's page "What you can bring" from the formats' own `manual.toml`, and
`docs/workflows/{zh,en}` from the tables of the service rooms.

`python -m tests.docs.manuals` writes the pages; with `--check` it exits 1 and names those that are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from patentry.wording import Lang
from tests.docs import formats, reference_checks, workflows
from tests.docs.phrases import Phrases, cell
from tests.spec.cases import Case, Chapter, Row, chapters
from tests.spec.world import DEFAULT_REGIONS, TEXTS

FOLDER = Path(__file__).parents[2] / "docs" / "methods"
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def pages() -> dict[Path, str]:
    """Answer every page of the manual by its path."""
    written = formats.pages() | workflows.pages()
    for lang in LANGUAGES:
        written[FOLDER / lang / "index.md"] = _index(lang)
        written[FOLDER / lang / f"{reference_checks.NAME}.md"] = reference_checks.page(lang)
        for chapter in chapters():
            written[FOLDER / lang / f"{chapter.id}.md"] = _page(chapter, lang)
    return written


def stale() -> list[Path]:
    """Answer the pages that are missing, say something else than the cases, or belong to none."""
    wanted = pages()
    wrong = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return wrong + [path for path in _written() if path not in wanted]


def write() -> None:
    """Write the manual and remove pages of chapters that are gone."""
    wanted = pages()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in _written():
        if path not in wanted:
            path.unlink()


def _written() -> list[Path]:
    """The pages that lie in the folders which hold nothing but generated pages."""
    return [path for folder in (FOLDER, workflows.FOLDER) for path in folder.glob("*/*.md")]


def _index(lang: Lang) -> str:
    say = Phrases(lang, DEFAULT_REGIONS)
    listed = [f"{n}. [{_title(chapter, lang)}]({chapter.id}.md)" for n, chapter in enumerate(chapters(), start=1)]
    listed.append(f"{len(listed) + 1}. [{reference_checks.TITLE[lang]}]({reference_checks.NAME}.md)")
    parts = [
        f"# {say.page('index')}",
        say.page("about"),
        f"## {say.page('chapters')}",
        "\n".join(listed),
        f"## {say.page('world')}",
        say.page("world_text"),
        _table(say, "regions", DEFAULT_REGIONS),
        say.page("people"),
    ]
    return "\n\n".join(parts) + "\n"


def _page(chapter: Chapter, lang: Lang) -> str:
    say = Phrases(lang, DEFAULT_REGIONS)
    sources = chapter.sources_zh if lang == "zh" else chapter.sources_en
    parts = [
        f"# {_title(chapter, lang)}",
        (chapter.text_zh if lang == "zh" else chapter.text_en).strip(),
        f"{say.page('sources')}{say.page('colon')}{say.page('semicolon').join(sources)}",
        *(part for case in chapter.cases for part in _case(case, lang)),
        f"*{say.page('generated').format(id=chapter.id)}*",
    ]
    return "\n\n".join(parts) + "\n"


def _title(told: Chapter | Case, lang: Lang) -> str:
    return told.title_zh if lang == "zh" else told.title_en


def _case(case: Case, lang: Lang) -> list[str]:
    say = Phrases(lang, case.given.get("regions", DEFAULT_REGIONS))
    asks = [(say.question(ask), say.answer(ask)) for ask in case.asks]
    return [
        f"## {case.index}. {_title(case, lang)}",
        *(_table(say, name, _shown(name, rows)) for name, rows in case.given.items() if rows),
        _rows((say.page("asked"), say.page("answered")), asks),
    ]


def _shown(name: str, rows: Sequence[Row]) -> list[Row]:
    """The rows as the manual shows them: an event's text where the case gives only its code."""
    if name != "events":
        return list(rows)
    return [
        {"patent": row["patent"], "code": row.get("code"), "text": row.get("text", TEXTS.get(row.get("code", "")))}
        | {key: value for key, value in row.items() if key not in ("patent", "code", "text")}
        for row in rows
    ]


def _table(say: Phrases, name: str, rows: Sequence[Row]) -> str:
    columns = list(dict.fromkeys(key for row in rows for key in row if key != f"name_{say.other}"))
    order = say.columns()
    columns.sort(key=lambda key: order.index(say.column_key(key)))
    used = [column for column in columns if any(row.get(column) not in (None, "") for row in rows)]
    heading = tuple(say.column(column) for column in used)
    cells = [tuple(say.given(name, column, row.get(column)) for column in used) for row in rows]
    return f"{say.table(name)}\n\n{_rows(heading, cells)}"


def _rows(heading: tuple[str, ...], cells: Sequence[tuple[str, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *cells]
    return "\n".join("| " + " | ".join(cell(text) for text in line) + " |" for line in lines)


def main() -> int:
    """Write the manual, or say which pages are stale."""
    if "--check" not in sys.argv[1:]:
        write()
        return 0
    wrong = stale()
    for path in wrong:
        print(f"stale: {path.relative_to(FOLDER.parents[1])} (python -m tests.docs.manuals)", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
