"""Dates of one record that cannot stand in the order the file gives them."""

from __future__ import annotations

from patentry.offices.tabular.row import RowRefusedError
from patentry.records import Record


def refuse_impossible_order(record: Record) -> None:
    """Refuse a grant before its filing, and a lapse before the filing or the grant.

    The year inside a number is not compared: divisionals keep the parent's filing date, PCT entries the
    international one.
    """
    filed, granted, lapsed = record.filing_date, record.grant_date, record.vendor_lapsed_on
    if filed and granted and granted < filed:
        raise RowRefusedError("grant_before_filing", "grant_date", f"{granted} < {filed}")
    if filed and lapsed and lapsed < filed:
        raise RowRefusedError("lapse_before_filing", "vendor_lapsed_on", f"{lapsed} < {filed}")
    if granted and lapsed and lapsed < granted:
        raise RowRefusedError("lapse_before_grant", "vendor_lapsed_on", f"{lapsed} < {granted}")
