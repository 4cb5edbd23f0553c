"""A mapping as a file a person can read and correct (TOML)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from patentry.offices.database_exports.record import FIELDS
from patentry.offices.mapped_table.mapping import YES, TableMapping
from patentry.offices.mapped_table.texts import WHOLE_TEXT
from patentry.offices.tabular.cells import Order

HEAD = """\
# 列的对应关系。改好后执行：patentry ingest --map 本文件 数据文件；以后同样表头的文件会自动套用。
# Which column is which. Correct it, then: patentry ingest --map THIS-FILE DATA-FILE; the heading is remembered.
# [fields] 字段 = [列名, …]（几列依次拼接 / several are joined）；[constants] 字段 = 固定值 / a value for all rows
# [labels] columns 为是否列，yes 为表示“是”的写法 / yes-no columns, and what says yes
# [reading] days = "day_first" | "month_first"; separator = 值之间的符号 / between values
#           padded_group = 3 | 4：A61K00914、F24J000202 中主组的位数 / digits of a main group
"""
_FIELD_LIST = "\n".join(
    wrap(
        "可用字段 / fields: " + " ".join(sorted({*FIELDS, WHOLE_TEXT})),
        110,
        initial_indent="# ",
        subsequent_indent="#   ",
    )
)
_NUMBER_WANTED = "# 必填 / needed: publication_number = [ ] 或 / or application_number = [ ]"
PROPOSED = "proposed"


class MappingError(ValueError):
    """The file is no mapping. `code` says in which way, `value` what it is about."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code = code
        self.value = value


def mapping_to_toml(mapping: TableMapping, *, status: str) -> str:
    """Answer the mapping as TOML; `status` is proposed, assumed or confirmed."""
    lines = [HEAD + _FIELD_LIST, "", f"status = {_text(status)}", f"headings = {_list(mapping.headings)}"]
    if mapping.unused:
        lines.append(f"# 未用的列 / columns not used: {_list(mapping.unused)}")
    lines += ["", "[fields]"]
    if not mapping.names_patents:
        lines.append(_NUMBER_WANTED)
    lines += [f"{name} = {_list(headings)}" for name, headings in mapping.fields.items()]
    if mapping.constants:
        lines += ["", "[constants]", *(f"{name} = {_text(value)}" for name, value in mapping.constants.items())]
    if mapping.labels:
        lines += ["", "[labels]", f"columns = {_list(mapping.labels)}", f"yes = {_list(mapping.yes)}"]
    lines += ["", "[reading]"]
    if mapping.days:
        lines.append(f"days = {_text(mapping.days)}")
    if mapping.separator:
        lines.append(f"separator = {_text(mapping.separator)}")
    lines.append(f"padded_group = {mapping.padded_group}")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    # JSON's strings are TOML's, but for one character that TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(map(_text, values)) + "]"


def mapping_from_toml(text: str) -> tuple[TableMapping, str]:
    """Answer the mapping and its status. Raises `MappingError`.

    Only a mapping that is still proposed may lack the patents' numbers.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError("mapping_no_toml", str(error)) from error
    headings = _strings(told.get("headings"), "headings")
    stated = {name: _strings(value, name) for name, value in _table(told, "fields").items()}
    fields = {name: columns for name, columns in stated.items() if columns}
    constants = {name: str(value) for name, value in _table(told, "constants").items()}
    labels = _table(told, "labels")
    reading = _table(told, "reading")
    mapping = TableMapping(
        headings=headings,
        fields=fields,
        constants=constants,
        labels=_strings(labels.get("columns", []), "labels.columns"),
        yes=_strings(labels.get("yes", list(YES)), "labels.yes"),
        days=_order(reading.get("days")),
        separator=str(reading.get("separator", "")),
        padded_group=_digits(reading.get("padded_group", 0)),
    )
    status = str(told.get("status", "confirmed"))
    _check(mapping)
    if status != PROPOSED:
        check_names_patents(mapping)
    return mapping, status


def check_names_patents(mapping: TableMapping) -> None:
    """Raise `MappingError` where no column gives the patents' numbers."""
    if not mapping.names_patents:
        raise MappingError("mapping_number_missing", "publication_number")


def _table(told: dict[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name, {})
    if not isinstance(found, dict):
        raise MappingError("mapping_value", name)
    return found


def _strings(value: object, name: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise MappingError("mapping_value", name)
    return tuple(value)


def _order(value: object) -> Order | None:
    if value in (None, ""):
        return None
    if value not in [order.value for order in Order]:
        raise MappingError("mapping_value", f"days = {value}")
    return Order(str(value))


def _digits(value: object) -> int:
    if value not in (0, 3, 4):
        raise MappingError("mapping_value", f"padded_group = {value}")
    return int(str(value))


def _check(mapping: TableMapping) -> None:
    """A field nobody knows or a heading that is not there make a mapping useless."""
    for name in (*mapping.fields, *mapping.constants):
        if name not in FIELDS and (name != WHOLE_TEXT or name in mapping.constants):
            raise MappingError("mapping_field_unknown", name)
    for name in (*(one for headings in mapping.fields.values() for one in headings), *mapping.labels):
        if name not in mapping.headings:
            raise MappingError("mapping_heading_missing", name)
