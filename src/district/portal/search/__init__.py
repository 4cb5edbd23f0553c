"""One box over what everybody may read: services, places, alliance, question bank, guide topics, figures.

It reads public rows of the rooms and stores nothing, least of all what somebody typed.
"""
