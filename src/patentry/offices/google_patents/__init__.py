"""The CSV that Google Patents gives for a search, with the search's address above the headings."""

from __future__ import annotations

from patentry.offices.google_patents.format import GooglePatents

__all__ = ["GooglePatents"]
