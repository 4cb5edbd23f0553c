"""Figures about the service itself, which the rooms of the service lend: requests, contacts, consultations.

A room registers its table of figures and a provider; this room never imports it. Whatever a provider answers goes
through `district.openstats.disclosure`, once a finished span of time, and is kept as it was first told.
"""
