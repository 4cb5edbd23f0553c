"""Reports: charts, tables and office files from results. The same result always gives the same bytes.

It computes nothing: what it writes was answered by the rooms below. Times of the day and of writing never enter a file.
A sheet is a page of text, charts and a table as PDF, Word file or HTML page; a letter that the embedded font lacks is
an error, never an empty box.
"""

from patentry.reports.errors import ReportError
from patentry.reports.page import STYLES, to_html
from patentry.reports.printing import to_pdf, to_png
from patentry.reports.sheet import Chart, Note, Sheet, Table
from patentry.reports.word import to_docx

__all__ = ["STYLES", "Chart", "Note", "ReportError", "Sheet", "Table", "to_docx", "to_html", "to_pdf", "to_png"]
