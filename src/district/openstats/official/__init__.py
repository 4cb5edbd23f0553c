"""Official values beside computed ones: entered by an officer with their source, or read from files; the gap, why the
two may differ, and sources that contradict each other.

It changes no computed value. A value that was entered is never erased: it is withdrawn with a reason.
"""
