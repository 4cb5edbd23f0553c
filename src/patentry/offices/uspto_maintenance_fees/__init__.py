"""USPTO maintenance fee events: one event a line in columns of fixed width, no heading, tens of millions of lines.

Reads every payment, surcharge, reminder, petition, expiry and reinstatement into an event of its patent. Which of them
ends or restores a right is not decided here.
"""

from __future__ import annotations

from patentry.offices.uspto_maintenance_fees.format import UsptoMaintenanceFees

__all__ = ["UsptoMaintenanceFees"]
