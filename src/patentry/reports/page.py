"""A sheet as an HTML page that needs nothing beside it."""

from __future__ import annotations

import re
from html import escape

from patentry.reports.sheet import Chart, Note, Sheet

STYLES = """
body{font:16px/1.6 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",Inter,"Segoe UI",sans-serif;
color:#17202b;background:#fff;margin:0 auto;max-width:56rem;padding:1.5rem 1rem 3rem}
header{border-bottom:2px solid #0b4f8a;margin-bottom:1rem}
h1{color:#0b4f8a;font-size:1.6rem;line-height:1.25;margin:.2rem 0;text-wrap:balance}
main>p{margin:.4rem 0}
header p,.note,footer{color:#52606f;font-size:.875rem;margin:.3rem 0}
.charts{display:grid;gap:1rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}
figure{margin:0}figcaption{font-weight:600}svg{display:block;height:auto;width:100%}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0 .3rem;width:100%}
th,td{border-bottom:1px solid #e6e9ee;padding:.35rem .5rem;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #52606f;color:#52606f;font-size:.875rem}
.r{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
h2{color:#0b4f8a;display:inline;font-size:.9rem;margin-right:.6rem}section p{display:inline}
section{font-size:.9rem;margin:.4rem 0}
.urgent{background:#fdf6e7;border-left:4px solid #8a5a00;padding:.5rem .8rem}.urgent h2{color:#7a5000}
@media print{body{font-size:11px;padding:0}.charts{grid-template-columns:1fr 1fr}}
"""
"""The sheet's own style; the drawings' styles follow it, both in the one style element of the page."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def to_html(sheet: Sheet) -> bytes:
    """Answer the sheet as one page in UTF-8, its drawings inside, without a script or an address to load from."""
    urgent = "".join(_note(note) for note in sheet.notes if note.is_urgent)
    small = "".join(_note(note) for note in sheet.notes if not note.is_urgent)
    words = "".join(f"<p>{escape(text)}</p>" for text in sheet.paragraphs)
    charts = "".join(_chart(chart) for chart in sheet.charts)
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if sheet.lang == "zh" else "en"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(sheet.title)}</title><style>{styles_of(sheet)}</style></head><body><main>"
        f"<header><p>{escape(sheet.publisher)}</p><h1>{escape(sheet.title)}</h1><p>{escape(sheet.line)}</p></header>"
        f'{urgent}{words}<div class="charts">{charts}</div>{_table(sheet)}'
        f"{small}</main><footer>{escape(sheet.footer)}</footer></body></html>\n"
    ).encode()


def styles_of(sheet: Sheet) -> str:
    """Answer everything inside the page's style element, which a server names by its digest in its policy."""
    own = dict.fromkeys(style for chart in sheet.charts for style in _STYLE.findall(chart.svg))
    return STYLES + "".join(own)


def _chart(chart: Chart) -> str:
    svg = _STYLE.sub("", chart.svg)
    svg = svg[svg.index("<svg") :].strip()
    return f"<figure><figcaption>{escape(chart.caption)}</figcaption>{svg}</figure>"


def _note(note: Note) -> str:
    class_ = ' class="urgent"' if note.is_urgent else ""
    return f"<section{class_}><h2>{escape(note.heading)}</h2><p>{escape(note.text)}</p></section>"


def _table(sheet: Sheet) -> str:
    def cell(name: str, place: int, words: str) -> str:
        class_ = ' class="r"' if place in sheet.table.numbers else ""
        return f"<{name}{class_}>{escape(words)}</{name}>"

    head = "".join(cell("th", place, words) for place, words in enumerate(sheet.table.headings))
    rows = "".join(
        f"<tr>{''.join(cell('td', place, words) for place, words in enumerate(row))}</tr>" for row in sheet.table.rows
    )
    note = f'<p class="note">{escape(sheet.table_note)}</p>' if sheet.table_note else ""
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}'
