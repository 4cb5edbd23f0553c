"""Prior-art search: index, query, rank, explain.

Answers what came before a text, a claim or a patent, and why. It reads snapshots and never changes them; nothing in it
starts by itself. It decides nothing about validity or novelty: it shows documents and the reasons they were found.
"""
