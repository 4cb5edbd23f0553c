"""What goes with a figure's numbers: definition, dates, denominator, remarks, licence; and how they are cited."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from district.design.language import Lang
from district.design.writing import day, plain
from district.openstats import provider, words
from district.openstats.figure_page import FigurePage
from district.openstats.words import named

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
PUBLISHER: dict[Lang, str] = {"zh": "创新区知识产权公共服务", "en": "Innovation District IP Service"}
_NAMES: dict[Lang, tuple[str, ...]] = {
    "zh": (
        *("指标", "地区", "日期", "单位", "定义", "公式", "规则来源", "口径", "归属", "权利人范围", "分母"),
        *("分母来源", "状态不明", "暂定", "说明", "对照来源", "数据截至", "快照", "发布者", "许可"),
    ),
    "en": (
        *("Figure", "Region", "Date", "Unit", "Definition", "Formula", "Source of the rule", "View", "Attribution"),
        "Whose patents",
        *("Denominator", "Source of the denominator", "Unknown", "Provisional", "Remarks", "Source compared with"),
        *("Data through", "Snapshot", "Publisher", "Licence"),
    ),
}


def about(page: FigurePage, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Answer name and words of everything a reader of the file has to know; what is empty is left out."""
    divided = f"{plain(page.denominator)} ({day(page.denominator_date, lang)})" if page.denominator is not None else ""
    told = (
        page.name,
        page.region_name,
        page.on.isoformat(),
        page.unit,
        page.definition,
        page.formula,
        page.rule_source,
        provider.word("view", page.view, lang=lang),
        named(words.ATTRIBUTIONS, page.attribution),
        provider.word("scope", page.scope, lang=lang),
        divided,
        provider.by_language(page.source, lang=lang) if divided else "",
        plain(page.unknown),
        ("是" if lang == "zh" else "yes") if page.provisional else "",
        " ".join(page.notes),
        provider.by_language(page.versus.source, lang=lang) if page.versus else "",
        page.data_through.isoformat() if page.data_through else "",
        str(page.snapshot),
        publisher(lang),
        f"{LICENCE} {LICENCE_URL}",
    )
    return tuple((name, text) for name, text in zip(_NAMES[lang], told, strict=True) if text)


def publisher(lang: Lang) -> str:
    """Answer who publishes, and that a demonstration is one."""
    if not settings.PATENTRY_DEMONSTRATION:
        return PUBLISHER[lang]
    return f"{PUBLISHER[lang]}（演示）" if lang == "zh" else f"{PUBLISHER[lang]} (demonstration)"


def _title(page: FigurePage, lang: Lang) -> str:
    view = provider.word("view", page.view, lang=lang)
    if lang == "zh":
        return f"{page.name}：{page.region_name}，{page.on.isoformat()}（{view}，快照 {page.snapshot}）"
    return f"{page.name}: {page.region_name}, {day(page.on, lang)} ({view} view, snapshot {page.snapshot})"


def _year(page: FigurePage) -> int:
    return (page.taken_on or page.on).year


def cited(page: FigurePage, *, address: str, on: date, lang: Lang) -> str:
    """Answer the line to cite: GB/T 7714—2015 in Chinese (data set online, [DS/OL]), after APA in English.

    `on` is the day it was looked up.
    """
    taken = (page.taken_on or page.on).isoformat()
    if lang == "zh":
        return f"{publisher(lang)}. {_title(page, lang)}[DS/OL]. ({taken})[{on.isoformat()}]. {address}."
    retrieved = f"Retrieved {day(on, lang)}, from {address}"
    return f"{publisher(lang)}. ({_year(page)}). {_title(page, lang)} [Data set]. {retrieved}"


def to_bibtex(page: FigurePage, *, address: str, lang: Lang) -> bytes:
    """Answer an entry for BibTeX; braces and backslashes cannot break out of a field."""
    key = f"{page.figure}-{page.region}-{page.on.isoformat()}-{page.snapshot}"
    fields = {
        "author": f"{{{_plain(publisher(lang))}}}",
        "title": f"{{{_plain(_title(page, lang))}}}",
        "year": str(_year(page)),
        "howpublished": f"\\url{{{address}}}",
        "note": f"{LICENCE}, snapshot {page.snapshot}",
    }
    body = ",\n".join(f"  {name} = {{{words}}}" for name, words in fields.items())
    return f"@misc{{{key},\n{body}\n}}\n".encode()


def to_ris(page: FigurePage, *, address: str, lang: Lang) -> bytes:
    """Answer an entry for reference managers (RIS)."""
    lines = (
        ("TY", "DATA"),
        ("AU", publisher(lang)),
        ("TI", _title(page, lang)),
        ("PY", str(_year(page))),
        ("DA", (page.taken_on or page.on).strftime("%Y/%m/%d")),
        ("UR", address),
        ("N1", LICENCE),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines).encode()


def _plain(text: str) -> str:
    return text.replace("\\", "").replace("{", "(").replace("}", ")")
