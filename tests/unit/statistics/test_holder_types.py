"""A holder's type by its name is the same in the tables of a snapshot and for one name alone."""

from __future__ import annotations

from patentry.corpus import DuckEngine
from patentry.statistics.structure import type_of_name
from patentry.statistics.structure.holder_types import derive_types

NAMES = (
    "虚构显示技术有限公司",
    "虚构显示技术有限公司（演示）",
    "虚构大学",
    "虚构研究院(筹)",
    "虚构医院",
    "虚构合伙企业(有限合伙)",
    "张三丰",
    "Example Display Technology Co., Ltd.",
    "SMITH, JOHN A.",
    "Fictional University",
    "无从判断之名",
    "  虚构厂  ",
)


def test_one_name_alone_is_judged_as_in_the_tables() -> None:
    engine = DuckEngine()
    engine.sql("CREATE TABLE patents AS SELECT 1 AS id, NULL::VARCHAR AS applicant_type")
    rows = ", ".join(f"({number}, {{'name': '{name}'}})" for number, name in enumerate(NAMES))
    engine.sql(f"CREATE TABLE parties AS SELECT * FROM (VALUES {rows}) AS told (party, seated)")
    derive_types(engine)
    told = engine.sql("SELECT party, type FROM holder_types").to_pylist()
    in_tables = {NAMES[row["party"]]: row["type"] for row in told}
    assert {name: in_tables.get(name) for name in NAMES} == {name: type_of_name(name) for name in NAMES}
    assert {"enterprise", "university", "research", "agency", "individual"} <= set(in_tables.values())
