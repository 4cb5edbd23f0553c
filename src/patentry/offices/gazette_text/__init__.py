"""The long status texts of the Chinese gazette, cut at their labels, for every format that carries them.

Not a format itself. Reads which dates, persons and contracts a text names; what an event does is decided in `status`.
"""
