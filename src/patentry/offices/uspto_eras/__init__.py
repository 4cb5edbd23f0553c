"""What the formats of the USPTO's earlier eras share: numbers, parents and the term, names, sections, checks.

Not a format itself. Nothing here knows how a file is laid out: it takes the texts the formats find, and answers them
in the records' terms.
"""
