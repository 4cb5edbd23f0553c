"""The desk log 咨询登记: one line for each call, chat or walk-in that a point answers on the spot.

Four of five contacts never become a request; what they asked and how long it took is still the point's work, and its
return counts it. A caller needs no account. It may make a request of a contact; it must not handle that request.
"""
