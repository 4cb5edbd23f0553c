"""Writes of the window. Each is one transaction: the step, its row in the audit log, its notices."""

from __future__ import annotations

from district.window.actions.drafting import draft, file_on_behalf, redraft, route, submit
from district.window.actions.handling import (
    accept,
    ask_for_supplement,
    assign,
    merge,
    reassign,
    refer,
    reject,
    resolve,
    resume,
    suspend,
    take_over,
    transfer,
)
from district.window.actions.rating import call_back, rate
from district.window.actions.receiving import confirm, lapse, reopen, supplement, withdraw
from district.window.actions.talking import say

__all__ = [
    "accept",
    "ask_for_supplement",
    "assign",
    "call_back",
    "confirm",
    "draft",
    "file_on_behalf",
    "lapse",
    "merge",
    "rate",
    "reassign",
    "redraft",
    "refer",
    "reject",
    "reopen",
    "resolve",
    "resume",
    "route",
    "say",
    "submit",
    "supplement",
    "suspend",
    "take_over",
    "transfer",
    "withdraw",
]
