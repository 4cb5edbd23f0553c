"""The roles of the site. A role is code, not a row: what it may do is written in each room's `rules.py`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is to the site. Everybody is the public, and needs no role for it."""

    ENTERPRISE_USER = "enterprise_user", _("Enterprise user")
    ENTERPRISE_ADMIN = "enterprise_admin", _("Enterprise administrator")
    SERVICE_INSTITUTION = "service_institution", _("Service institution")
    EXPERT = "expert", _("Expert")
    POINT_STAFF = "point_staff", _("Point staff")
    POINT_HEAD = "point_head", _("Head of a point")
    MEDIATOR = "mediator", _("Mediator")
    JUDGES_STAFF = "judges_staff", _("Judge's staff")
    DISTRICT_OFFICER = "district_officer", _("District officer")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")


MEMBER_ROLES = (Role.ENTERPRISE_USER, Role.ENTERPRISE_ADMIN, Role.SERVICE_INSTITUTION)
"""Roles a person has in an organisation."""

APPOINTED_ROLES = tuple(role for role in Role if role not in MEMBER_ROLES)
"""Roles the district gives, at one service point or at all."""

STAFF_ROLES = tuple(role for role in APPOINTED_ROLES if role is not Role.EXPERT)
"""Roles that must sign in with a second factor."""

POINT_ROLES = (Role.POINT_STAFF, Role.POINT_HEAD)
"""Roles that are held at one service point."""
