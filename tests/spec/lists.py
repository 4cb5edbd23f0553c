"""The officer's lists and concordances of a case, as rows of the corpus."""

from __future__ import annotations

from patentry.records import (
    Award,
    ConcordanceRow,
    EnterpriseTag,
    Implementation,
    OverseasMember,
    Pledge,
    TechnologyField,
)
from tests.spec.cases import Row

SOURCE = "示例名单"
CONCORDANCE = "示例战略性新兴产业"


def pledge(number: str, row: Row) -> Pledge:
    """Answer a pledge of a patent."""
    return Pledge(
        number=number,
        contract_number=row.get("contract_number"),
        registered_on=row.get("registered_on"),
        released_on=row.get("released_on"),
        amount=float(row["amount"]) if "amount" in row else None,
        currency=row.get("currency", "CNY"),
        amount_of=row.get("amount_of", ""),
        pledgor=None,
        pledgee=None,
        source=SOURCE,
    )


def implementation(number: str, row: Row) -> Implementation:
    """Answer a patent put into practice."""
    return Implementation(
        number=number,
        product=row.get("product"),
        since=row.get("since"),
        until=row.get("until"),
        basis=row.get("basis", ""),
        source=SOURCE,
    )


def award(number: str, row: Row) -> Award:
    """Answer an award of a patent."""
    return Award(
        number=number,
        award=row["award"],
        level=row.get("level", ""),
        session=row.get("session", ""),
        awarded_on=row.get("awarded_on"),
        source=SOURCE,
    )


def member(number: str, row: Row) -> OverseasMember:
    """Answer a member abroad of a patent's family."""
    return OverseasMember(
        number=number,
        member=row["member"],
        country=row["member"][:2],
        granted_on=row.get("granted_on"),
        status=row.get("status", ""),
        source=SOURCE,
    )


def concordance(row: Row) -> ConcordanceRow:
    """Answer a row of a concordance."""
    return ConcordanceRow(
        scheme=row.get("scheme", CONCORDANCE),
        version=row.get("version", "2021"),
        branch=row["branch"],
        branch_name=row.get("branch_name", row["branch"]),
        row=row.get("row", 1),
        include=tuple(row["include"]),
        exclude=tuple(row.get("exclude", ())),
        keywords=tuple(row.get("keywords", ())),
        keywords_open=row.get("keywords_open", False),
    )


def tag(row: Row) -> EnterpriseTag:
    """Answer a recognition of an enterprise."""
    return EnterpriseTag(
        name=row["name"],
        uscc=row.get("uscc"),
        tag=row["tag"],
        level=row.get("level", ""),
        certificate=None,
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        source=SOURCE,
    )


def field(row: Row) -> TechnologyField:
    """Answer a line of the table of technology fields."""
    return TechnologyField(field=row["field"], sector=row.get("sector", ""), name=row.get("name", ""), ipc=row["ipc"])
