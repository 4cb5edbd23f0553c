"""The officer's desk where office files come in: upload, problems, mapping of columns, staged, accepted, taken back.

It moves files into the library's corpus and decides which snapshot is current; it says nothing about figures beyond how
the headline ones would change, and it must not know the rooms that show them.
"""
