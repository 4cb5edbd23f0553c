"""Answer templates: what a point writes again and again, in both languages, with places for a request's own facts.

A place is a name of `places.py` and nothing else: no expression is ever evaluated. Inserted text is a beginning that
whoever answers reads and changes; this room sends nothing.
"""
