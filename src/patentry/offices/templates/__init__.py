"""Workbooks to type a reference table into: headings in the first sheet, what each column means in the second.

Not a format. The columns are rows of `columns.csv`; the same table always gives the same bytes.
"""

from __future__ import annotations

from patentry.offices.templates.columns import Column, columns_of, template_names
from patentry.offices.templates.workbook import template

__all__ = ["Column", "columns_of", "template", "template_names"]
