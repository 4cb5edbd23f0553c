"""Where service is given, by whom and what for: points, facilities, hours, the service catalogue, the alliance.

Public facts with the day they were last verified. It takes no requests and books nothing; rooms that do, refer here.
"""
