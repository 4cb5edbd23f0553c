"""Groupings as expressions: the label of every row a figure counts, and whether it is sure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis

from patentry.corpus.engine import Engine

OFFICIAL_TYPE, TYPE_BASIS, ENTERPRISE_TAG = "official_type", "type_basis", "enterprise_tag"
TECHNOLOGY_FIELD, IPC_SUBCLASS = "technology_field", "ipc_subclass"
INDUSTRIES = ("strategic_industry", "digital_industry", "green_technology")
STRUCTURES = (OFFICIAL_TYPE, TYPE_BASIS, ENTERPRISE_TAG, *INDUSTRIES, TECHNOLOGY_FIELD, IPC_SUBCLASS)
"""Groupings that need a table of their own."""
OVERLAPPING = (ENTERPRISE_TAG, *INDUSTRIES)
"""Of these the ones in which one patent may stand several times: their groups do not add up to the whole."""
UNKNOWN, UNTAGGED = "unknown", "untagged"


def columns_of(by: str) -> tuple[str, ...]:
    """Answer the columns that `with_labels` adds: the groupings that rest on the same table, told at once."""
    return _TOGETHER.get(by, (by,))


def labelled(engine: Engine, rows: Any, by: str, table: str | None) -> Any:
    """The rows with `label` (`with_labels`)."""
    told = with_labels(engine, rows, by, table)
    return told.select(*rows.columns, label=told[by])


def with_labels(engine: Engine, rows: Any, by: str, table: str | None) -> Any:
    """The rows with the columns of a grouping; a row of several labels comes once for each, one not sure of its label
    is not settled.

    `table` is the name of the grouping's table where it depends on the operator's settings.
    """
    if by in (OFFICIAL_TYPE, TYPE_BASIS):
        return _by_type(engine, rows)
    if by == ENTERPRISE_TAG:
        return _by_tag(engine, rows)
    if by in INDUSTRIES:
        return _by_industry(engine, rows, by, table or by)
    told = engine.table("patent_places").select("id", field=ibis._[TECHNOLOGY_FIELD], subclass=ibis._[IPC_SUBCLASS])
    joined = rows.left_join(told, "id")
    labels = {TECHNOLOGY_FIELD: joined.field.fill_null(UNKNOWN), IPC_SUBCLASS: joined.subclass.fill_null(UNKNOWN)}
    return joined.select(*[joined[name] for name in rows.columns], **labels)


def _by_type(engine: Engine, rows: Any) -> Any:
    """What the office's file states of the applicant; where it states nothing we know, the holder's name."""
    stated = engine.table("stated_types").rename(stated="applicant_type", stated_type="type")
    named = engine.table("holder_types").rename(holder="party", named_type="type")
    joined = rows.left_join(stated, rows.applicant_type == stated.stated)
    joined = joined.left_join(named, joined.party == named.holder)
    labels = {
        OFFICIAL_TYPE: ibis.coalesce(joined.stated_type, joined.named_type, ibis.literal(UNKNOWN)),
        TYPE_BASIS: ibis.cases(
            (joined.stated_type.notnull(), "stated"), (joined.named_type.notnull(), "by_name"), else_=UNKNOWN
        ),
    }
    return joined.select(*[joined[name] for name in rows.columns], **labels)


def _by_tag(engine: Engine, rows: Any) -> Any:
    """The recognitions of the holder in time; a tenure is cut where they change."""
    tags = engine.table("party_tags").rename(tagged="party")
    joined = rows.join(tags, rows.party == tags.tagged)
    if "day" in rows.columns:
        joined = joined.filter((joined.tagged_from <= joined.day) & (joined.tagged_to > joined.day))
    else:
        joined = joined.filter((joined.tagged_from < joined.until) & (joined.tagged_to > joined.start))
        joined = joined.mutate(
            start=ibis.greatest(joined.start, joined.tagged_from), until=ibis.least(joined.until, joined.tagged_to)
        )
    return joined.select(*rows.columns, **{ENTERPRISE_TAG: joined.label})


def _by_industry(engine: Engine, rows: Any, by: str, table: str) -> Any:
    told = engine.table(table).rename(told_sure="sure")
    joined = rows.join(told, "id")
    return joined.mutate(settled=joined.settled & joined.told_sure).select(*rows.columns, **{by: joined.label})


_TOGETHER: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((OFFICIAL_TYPE, TYPE_BASIS), (OFFICIAL_TYPE, TYPE_BASIS)),
    **dict.fromkeys((TECHNOLOGY_FIELD, IPC_SUBCLASS), (TECHNOLOGY_FIELD, IPC_SUBCLASS)),
}
