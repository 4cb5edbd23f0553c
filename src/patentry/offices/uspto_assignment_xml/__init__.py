"""Assignments recorded at the USPTO: the daily and yearly XML with its long list, and answers of the assignment search.

Reads every recording into an event of each patent or application it names, with assignors, assignees, reel and frame.
Who holds a patent in the end is not decided here.
"""

from __future__ import annotations

from patentry.offices.uspto_assignment_xml.format import UsptoAssignmentXml

__all__ = ["UsptoAssignmentXml"]
