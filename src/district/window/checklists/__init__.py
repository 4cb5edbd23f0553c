"""Checklists of catalogue items: what must be there before a request is accepted, and before it is answered.

A line is ticked for one request by one person on one day. Where an obligatory one is open, the window refuses the
step; this room only says so through a condition it registers, and makes no step itself.
"""
