"""What the fee formats share: the words for a fee's status, and the patent year in a fee's name.

Not a format itself. Reads words; what a fee says about a patent's standing is decided in `status`.
"""
