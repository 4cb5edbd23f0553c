"""The guide's page "What you can bring", written from the `manual.toml` beside each format.

A `manual.toml` has a table for each format of its folder and language, `[cnipa_table.zh]`, with `title`, `about`,
`fields`, `quirks` (a list) and `example` (fictional).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import patentry.offices
from patentry.offices.registry import format_names
from patentry.wording import Lang

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
NAME = "what-you-can-bring.md"
WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "title": "可以导入的文件",
        "about": "格式由内容判断，与文件名无关；`--format` 可以指定。下列每一种都可以压缩（zip、gz）或放在文件夹里，"
        "用 `patentry ingest -r 文件夹` 一次导入。示例中的内容均为虚构。不认识的表格并非死路：报告会提出列的对应关系，"
        "见[自己的文件](your-own-files.md)。",
        "fields": "读取的内容",
        "quirks": "须知",
        "example": "示例",
        "generated": "本页由各格式目录中的 `manual.toml` 生成。",
        "colon": "：",
    },
    "en": {
        "title": "What you can bring",
        "about": "The format is found by content, whatever the file's name; `--format` overrides it. Any of these may "
        "be compressed (zip, gz) or lie in a folder: `patentry ingest -r FOLDER` takes everything in one go. The "
        "examples are fictional. A table nobody knows is not a dead end: the report proposes a column mapping, see "
        "[your own files](your-own-files.md).",
        "fields": "What is read",
        "quirks": "Good to know",
        "example": "Example",
        "generated": "This page is generated from the `manual.toml` in each format's folder.",
        "colon": ": ",
    },
}


@dataclass(frozen=True, slots=True)
class Manual:
    """What a format's folder tells its users, in one language."""

    title: str
    about: str
    fields: str
    quirks: tuple[str, ...]
    example: str


def manuals() -> dict[str, dict[str, Manual]]:
    """Answer format name → language → manual, of every `manual.toml` there is."""
    found: dict[str, dict[str, Manual]] = {}
    for path in sorted(Path(patentry.offices.__file__).parent.glob("*/manual.toml")):
        for name, told in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[name] = {lang: _manual(part) for lang, part in told.items()}
    return found


def _manual(told: dict[str, Any]) -> Manual:
    return Manual(told["title"], told["about"], told["fields"], tuple(told["quirks"]), told["example"].strip("\n"))


def pages() -> dict[Path, str]:
    """Answer the page in both languages by its path; a format without a manual is left out."""
    told = manuals()
    named = [name for name in format_names() if name in told]
    return {
        GUIDE / lang / NAME: "\n\n".join([*_head(lang), *(_part(name, told[name][lang], lang) for name in named)])
        + "\n"
        for lang in WORDS
    }


def _head(lang: Lang) -> list[str]:
    words = WORDS[lang]
    return [f"# {words['title']}", words["about"], f"*{words['generated']}*"]


def _part(name: str, manual: Manual, lang: Lang) -> str:
    words = WORDS[lang]
    quirks = "\n".join(f"- {quirk}" for quirk in manual.quirks)
    return "\n\n".join(
        [
            f"## {manual.title} (`{name}`)",
            manual.about.strip(),
            f"**{words['fields']}**{words['colon']}{manual.fields.strip()}",
            f"**{words['quirks']}**\n\n{quirks}",
            f"**{words['example']}**\n\n```\n{manual.example}\n```",
        ]
    )
