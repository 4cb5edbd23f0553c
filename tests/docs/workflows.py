"""The pages `docs/workflows/{zh,en}`, written from the tables of the service rooms."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from district.casework.diagrams import page_of
from district.casework.workflows import Workflow
from patentry.wording import Lang

SITE = Path(__file__).parents[2] / "src" / "district"
FOLDER = Path(__file__).parents[2] / "docs" / "workflows"
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
INDEX = {
    "zh": "# 工作流\n\n每页由相应栏目的 `states.py` 生成：状态、期限、谁可以做什么。\n",
    "en": "# Workflows\n\nEach page is generated from the room's `states.py`: states, deadlines, who may do what.\n",
}


def every_workflow() -> tuple[Workflow, ...]:
    """Answer the workflows of every room that has a `states.py`, in the order of the rooms' names."""
    names = (path.relative_to(SITE.parent).with_suffix("").parts for path in sorted(SITE.rglob("states.py")))
    modules = (import_module(".".join(parts)) for parts in names)
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Workflow))


def pages() -> dict[Path, str]:
    """Answer every page by its path."""
    written: dict[Path, str] = {}
    for lang in LANGUAGES:
        listed = [f"- [{flow.zh if lang == 'zh' else flow.en}]({flow.name}.md)" for flow in every_workflow()]
        written[FOLDER / lang / "index.md"] = INDEX[lang] + "\n" + "\n".join(listed) + "\n"
        for flow in every_workflow():
            written[FOLDER / lang / f"{flow.name}.md"] = page_of(flow, lang)
    return written
