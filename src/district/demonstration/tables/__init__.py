"""The demonstration's fixed tables, in the formats of the reference tables, handed over byte for byte.

`regions.csv` and `populations.csv` are invented; `published.csv` holds facts that were really published, each
with its source. The stocks the generator aims at are computed from these populations.
"""
