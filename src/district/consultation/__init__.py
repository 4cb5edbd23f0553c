"""The weekly public consultation day: rosters of alliance experts, slots, bookings, records of what was advised.

It must not know the rooms beside it: an advice that becomes a request is the business of `journeys`.
"""
