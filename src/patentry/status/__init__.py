"""Legal events and rules to tenures: from when to when a patent counts, in the recorded and in the legal view.

Rules (terms, fees, what an event does) are tables with their source. Regions and holders come from `parties`; how
a region is attributed and what is summed is the business of `statistics`.
"""
