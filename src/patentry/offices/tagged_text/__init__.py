"""What the formats of tagged text have in common: cutting a file into documents, its lines into fields, reading each.

Not a format itself. Such a file has a field a line, a tag of two to four letters in the first columns and the value
behind it; lines that begin with blanks go on with the field before. Nothing here knows what a tag means.
"""
