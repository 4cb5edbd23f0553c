"""Why a sheet could not be set."""

from __future__ import annotations


class ReportError(Exception):
    """A sheet cannot be set as it is: a letter the font lacks, a drawing that is none, a package not installed."""
