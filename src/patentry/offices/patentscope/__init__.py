"""Result lists of WIPO's PATENTSCOPE, CSV and XLS, with the query above the headings."""

from __future__ import annotations

from patentry.offices.patentscope.format import Patentscope

__all__ = ["Patentscope"]
