"""File wrappers of the USPTO's Open Data Portal: the office's own record of each application, as JSON.

Reads each wrapper into records of what it published, its term adjustment and parents, and the events of its
transactions, status and assignments. What an event does to a right is not decided here.
"""

from __future__ import annotations

from patentry.offices.uspto_odp_json.format import UsptoOdpJson

__all__ = ["UsptoOdpJson"]
