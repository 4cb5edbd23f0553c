"""Trials before the USPTO's Patent Trial and Appeal Board, as the Open Data Portal answers them in JSON.

Reads proceedings into the events of a challenge (instituted, decided, ended) and decisions into what they decided. That
claims fall only with the certificate, and what then becomes of the patent, is the business of status.
"""

from __future__ import annotations

from patentry.offices.uspto_ptab_json.format import UsptoPtabJson

__all__ = ["UsptoPtabJson"]
