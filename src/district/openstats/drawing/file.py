"""A drawing as a file of its own, with the styles it has on the page."""

from __future__ import annotations

from html import escape

STYLES = """text{font:12px Inter,"Segoe UI","Noto Sans SC",
"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;fill:#52606f}
.end{text-anchor:end}.mid{text-anchor:middle}.base{stroke:#52606f}.grid{stroke:#e6e9ee}.area{fill:none}
.line{fill:none;stroke:#0b4f8a;stroke-width:2.6;stroke-linejoin:round}
.line.other{stroke:#66727f;stroke-width:1.6;stroke-dasharray:4 3}
.dot{fill:#0b4f8a}.dot.provisional{fill:#fff;stroke:#0b4f8a}.ring{fill:#fff;stroke:#66727f;stroke-width:1.6}
.name,.rule-name{paint-order:stroke;stroke:#fff;stroke-width:3;stroke-linejoin:round}
.col{fill:#0b4f8a}
.rule{stroke:#8a5a00;stroke-dasharray:3 3}.rule-name{fill:#7a5000}
.name{font-size:14px;font-weight:650;fill:#0b4f8a}.name.other{font-size:13px;font-weight:600;fill:#66727f}"""


def as_file(drawing: str, *, told: str = "") -> bytes:
    """Answer the bytes of a stand-alone SVG file that says in itself what it is; equal drawings give equal bytes."""
    body = styled(drawing).replace("</style>", f"</style><metadata>{escape(told)}</metadata>", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def styled(drawing: str) -> str:
    """Answer a drawing that bears its styles."""
    opened = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    start = opened.index(">") + 1
    return f"{opened[:start]}<style>{STYLES}</style>{opened[start:]}"
