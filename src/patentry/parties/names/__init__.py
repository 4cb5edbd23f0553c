"""Who is who by name: the normal form of a name, codes with their check place, and the joining of names into
organisations, each join with its reason.

Pure: names in, organisations out. Where the names come from and where the answer is kept is the business of
`patentry.status`; which region an organisation sits in is that of the modules beside this folder.
"""

from patentry.numbers.uscc import check_place, parse_uscc
from patentry.parties.names.in_time import Called, Membership, Tie, called, memberships
from patentry.parties.names.normal_form import normal_form
from patentry.parties.names.parts import NormalName, Script
from patentry.parties.names.resolving import Mention, Organisation, Reason, Resolution, Rule, resolve

__all__ = [
    "Called",
    "Membership",
    "Mention",
    "NormalName",
    "Organisation",
    "Reason",
    "Resolution",
    "Rule",
    "Script",
    "Tie",
    "called",
    "check_place",
    "memberships",
    "normal_form",
    "parse_uscc",
    "resolve",
]
