"""Public patent data out of BigQuery: lists of chosen columns as CSV or JSON, and whole rows of the publications."""

from __future__ import annotations

from patentry.offices.bigquery.format import BigQuery

__all__ = ["BigQuery"]
