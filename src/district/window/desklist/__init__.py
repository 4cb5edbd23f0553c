"""The desk's lists: filtered, saved by name, worked on row by row or many at once.

It reads requests by `window.queries` and moves them by `window.actions`; it must not move one by itself.
"""
