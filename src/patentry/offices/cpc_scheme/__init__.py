"""The CPC scheme as published: the titles of sections, classes, subclasses, groups and subgroups."""

from patentry.offices.cpc_scheme.format import CpcScheme

__all__ = ["CpcScheme"]
