"""What every JSON format has in common: cutting a file into its objects in flat memory, parsing them one by one.

Not a format itself. It knows brackets and strings; what an object means is the business of the format that reads it.
A file may be one object, one array, many objects one after another or one a line, and may stand on a single line.
"""
