"""The kernel every service room shares: transition tables, refusals, working days, clocks that pause.

Pure: no models, no settings, nothing here asks the time. A room writes its workflow down as a `Workflow` of states and
transitions; what may happen, who may do it, the diagram in the manual and the tests come from that one table.
"""

from __future__ import annotations

from district.casework.clocks import Clock, Pause, due_on
from district.casework.deadlines import Basis, Deadline, Unit
from district.casework.refusals import CaseRefusal
from district.casework.workdays import WorkCalendar, office_calendar
from district.casework.workflows import State, Transition, Workflow

__all__ = [
    "Basis",
    "CaseRefusal",
    "Clock",
    "Deadline",
    "Pause",
    "State",
    "Transition",
    "Unit",
    "WorkCalendar",
    "Workflow",
    "due_on",
    "office_calendar",
]
