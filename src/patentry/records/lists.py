"""Reference rows an officer keeps as lists: pledges, implementations, awards, grants abroad, recognitions of
enterprises, and who is who by name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A patent in a registered pledge contract, held in [registered_on, released_on).

    `amount` is money of the contract or of this patent, as `amount_of` says (contract, patent, or empty where the list
    does not tell); every patent of a contract is a row of its own.
    """

    number: str
    contract_number: str | None
    registered_on: dt.date | None
    released_on: dt.date | None
    amount: float | None
    currency: str
    amount_of: str
    pledgor: str | None
    pledgee: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Implementation:
    """A patent put into practice in [since, until), in a product where the list names one.

    `basis` is what the list rests on, as written (专利产品备案, 调查 …).
    """

    number: str
    product: str | None
    since: dt.date | None
    until: dt.date | None
    basis: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award a patent received: the State science and technology awards, the China Patent Award and others."""

    number: str
    award: str
    level: str
    session: str
    awarded_on: dt.date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverseasMember:
    """A member abroad of a Chinese patent's family. `granted_on` is None where it is not known to be granted."""

    number: str
    member: str
    country: str
    granted_on: dt.date | None
    status: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseTag:
    """A recognition of an enterprise (高新技术企业, 专精特新, 上市, 主导产业 …), valid in [valid_from, valid_to)."""

    name: str
    uscc: str | None
    tag: str
    level: str
    certificate: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of an organisation, valid in [valid_from, valid_to).

    `organisation` is a name it goes by or its 统一社会信用代码. `kind` says what the name is (former_name, translation,
    abbreviation, branch, merger, other; empty where the list does not tell).
    """

    name: str
    organisation: str
    kind: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """Two names that are not one organisation, whatever says so; no longer so where it was withdrawn."""

    name: str
    other_name: str
    reason: str
    source: str
    withdrawn_on: dt.date | None
