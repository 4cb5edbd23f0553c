"""Derwent's tagged export of the Web of Science (`.ciw`): one family a record, one publication a member."""

from __future__ import annotations

from patentry.offices.derwent_ciw.format import DerwentCiw

__all__ = ["DerwentCiw"]
