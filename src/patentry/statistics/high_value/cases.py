"""The five cases of the national definition (CNIPA 2021), and whether one was evaluated at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Case(StrEnum):
    """战略性新兴产业 · 海外有同族专利权 · 维持年限超过10年 · 较高质押融资金额 · 国家科学技术奖或中国专利奖."""

    INDUSTRY = "industry"
    OVERSEAS = "overseas"
    TEN_YEARS = "ten_years"
    PLEDGE = "pledge"
    AWARD = "award"


CASES = tuple(Case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Whether a case was evaluated; where not, what is missing (a code of `patentry.wording`).

    `unknown_places`: some of the places of its concordance that the IPC titles on file do not know, of `unknown_count`.
    """

    case: Case
    missing: str | None = None
    unknown_places: tuple[str, ...] = ()
    unknown_count: int = 0
