"""Patent classification: symbols of the IPC and the CPC, read from the spellings of files into one canonical form.

A canonical symbol is written without spaces or padding, "H01L21/00"; a subclass alone is "H01L". Editions and the
concordances between them come later; nothing here knows a title or decides what a patent is about.
"""

from __future__ import annotations

from patentry.classes.symbols import class_of, format_symbol, parse_ipc, section_of
from patentry.classes.uspc import parse_uspc

__all__ = ["class_of", "format_symbol", "parse_ipc", "parse_uspc", "section_of"]
