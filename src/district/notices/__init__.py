"""Telling people what happened to their matters: written with the act, sent only once the act stands.

A room announces (`actions.announce`) inside its transaction; the loop sends what is waiting through the channels, one
folder each. Nothing is sent twice: a message whose fate is open after a crash is called uncertain and left alone. What
a notice says is a row in the room's `notices.csv`; subjects and text messages hold no personal data.
"""
