"""One intake for every door: an enterprise's need becomes a request that is routed, handled, answered and rated.

It knows points and services from the directory. It must not know the rooms beside it: what a request becomes elsewhere
(a case, a booking) is the business of `journeys`.
"""
