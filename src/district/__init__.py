"""The site: one Django app a capability, over the analysis library.

Only `openstats` and `demonstration` (later also `workbench` and `collection`) import `patentry`.
"""
