"""What the demonstration's officer knows of names: other names of one firm, and firms that only look alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from district.demonstration.files import write_rows
from district.demonstration.holders import Holders
from district.demonstration.spellings import ENGLISH_NAME, FORMER_NAME, MANY_NAMED, RENAMED_ON
from district.demonstration.vocabulary import FIELDS

SOURCE = "演示登记公告"


def write_names(*, folder: Path, holders: Holders) -> list[Path]:
    """Write what the officer knows: other names of the many-named firm, and firms that only look alike."""
    aliases = [
        ["别名", "单位", "别名类型", "生效日期", "来源"],
        [ENGLISH_NAME, MANY_NAMED, "译名", "", SOURCE],
        [FORMER_NAME, MANY_NAMED, "曾用名", RENAMED_ON.isoformat(), SOURCE],
    ]
    separations = [["名称一", "名称二", "区分理由", "来源"]]
    separations += [[one, two, "两家企业，名称相近", SOURCE] for one, two in _alike(holders)]
    return [write_rows(folder / "aliases.csv", aliases), write_rows(folder / "separations.csv", separations)]


def _alike(holders: Holders) -> Iterable[tuple[str, str]]:
    """Firms that stand in no list, beside those of the list with the same 字号 and trade."""
    listed = [member.name for area in ("core", "rest", "elsewhere") for member in holders.by_area[area]]
    trades = sorted({field.trade for field in FIELDS})
    for member in holders.by_area["open"]:
        head, unlisted, rest = member.name.partition("未录")
        trade = next((trade for trade in trades if rest.startswith(trade)), "")
        if unlisted and trade:
            yield from ((member.name, name) for name in listed if name.startswith(f"{head}{trade}（"))
