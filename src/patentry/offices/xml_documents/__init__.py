"""What every XML format has in common: cutting a file into documents, parsing them safely, small readings of elements.

Not a format itself. A format says how its documents open and turns one parsed element into records or events;
entities, DTDs and the network stay off here, for all of them. Nothing here knows what an element means.
"""
