"""Kinds of service points and facilities, in the field's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class PointKind(models.TextChoices):
    """What a service point is."""

    SERVICE_CENTER = "service_center", _("IP public service centre")
    PROTECTION_SUBCENTER = "protection_subcenter", _("IP protection sub-centre")
    WORKSTATION = "workstation", _("public service workstation")
    OVERSEAS_LIAISON_STATION = "overseas_liaison_station", _("overseas liaison station")
    JUDGES_WORKSTATION = "judges_workstation", _("judges’ workstation")
    LEGAL_LITERACY_STATION = "legal_literacy_station", _("legal-literacy station")


class FacilityKind(models.TextChoices):
    """Station, room, court, window, hall (一站一室一庭一窗一厅): what can be booked at a point."""

    STATION = "station", _("Station")
    ROOM = "room", _("Room")
    COURT = "court", _("Court")
    WINDOW = "window", _("Window")
    HALL = "hall", _("Hall")


class SiteRoom(models.TextChoices):
    """The room of the site that takes an item up; one that is not open yet leads to its items."""

    CONSULTATION = "consultation", _("Consultation day")
    PROTECTION = "protection", _("Protection")
    GATHERINGS = "gatherings", _("Training & trials")
    CULTIVATION = "cultivation", _("Cultivation centres")
    RECOGNITION = "recognition", _("Graded cultivation")


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds listed under one heading, with the class their marks are coloured by."""

    name: object
    kinds: tuple[str, ...]
    colour: str


GROUPS = (
    Group(
        _("Service centre and protection sub-centre"),
        (PointKind.SERVICE_CENTER, PointKind.PROTECTION_SUBCENTER),
        "c",
    ),
    Group(_("Public service workstations"), (PointKind.WORKSTATION,), "w"),
    Group(_("Overseas liaison stations"), (PointKind.OVERSEAS_LIAISON_STATION,), "o"),
    Group(
        _("Judges’ workstation and legal-literacy station"),
        (PointKind.JUDGES_WORKSTATION, PointKind.LEGAL_LITERACY_STATION),
        "j",
    ),
)
SIGNS = {
    PointKind.SERVICE_CENTER: "心",
    PointKind.PROTECTION_SUBCENTER: "保",
    PointKind.OVERSEAS_LIAISON_STATION: "海",
    PointKind.JUDGES_WORKSTATION: "法",
    PointKind.LEGAL_LITERACY_STATION: "普",
}
"""The sign in a mark on the map; workstations are numbered instead."""
