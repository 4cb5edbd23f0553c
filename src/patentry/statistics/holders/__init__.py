"""Figures over those who hold patents: concentration, newcomers and leavers, co-ownership.

A holder is an organisation as joined names make it (`patentry.parties`) on the day. Natural persons are none of them,
because a name alone does not say who two persons of one name are; a holder without a name could be anybody.
"""
