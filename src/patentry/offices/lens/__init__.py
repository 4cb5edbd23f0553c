"""Exports of The Lens: CSV of the older and the present headings, and its JSON Lines."""

from __future__ import annotations

from patentry.offices.lens.format import Lens

__all__ = ["Lens"]
