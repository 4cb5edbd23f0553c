"""Settings, addresses and the server: what turns the rooms into one running site.

It wires and holds no behaviour of its own; nothing imports it but the command line and the server.
"""
