"""The network as the office keeps it, who is on duty in it, and what its facilities are used for."""

from district.directory.models.network import (
    AllianceMember,
    Facility,
    HoursException,
    MapSheet,
    OpeningHours,
    PublicFacts,
    ServiceItem,
    ServicePoint,
    Verified,
)
from district.directory.models.use import Duty, FacilityUse, UsedQuarter

__all__ = [
    "AllianceMember",
    "Duty",
    "Facility",
    "FacilityUse",
    "HoursException",
    "MapSheet",
    "OpeningHours",
    "PublicFacts",
    "ServiceItem",
    "ServicePoint",
    "UsedQuarter",
    "Verified",
]
