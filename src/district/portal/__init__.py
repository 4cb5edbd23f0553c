"""The home page: the whole public situation in one screen, and the way into every other room.

It counts nothing and stores nothing; figures and published facts come from openstats.
"""
