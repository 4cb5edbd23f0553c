"""Result lists of Espacenet: English, German and French headings, the classic list and the present one."""

from __future__ import annotations

from patentry.offices.espacenet.format import Espacenet

__all__ = ["Espacenet"]
