"""Reports of the service: volumes, times, promises, ratings and contacts, counted from the records when asked for.

Each number opens the list of what it counts: a report's cell and the list use one filter. It publishes and keeps
nothing; what the public may see of service is the business of the statistics room.
"""
