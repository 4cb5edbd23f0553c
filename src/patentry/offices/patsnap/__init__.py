"""PatSnap's English exports: families, and lists with assignees and status."""

from __future__ import annotations

from patentry.offices.patsnap.format import Patsnap

__all__ = ["Patsnap"]
