"""From one room to the next: a contact becomes a booking, a session's advice a request; one list of all matters.

The only room that joins siblings. It keeps which matter grew out of which, and calls the rooms' own actions to make
one; it must not change a matter itself, nor know how a room handles it.
"""
