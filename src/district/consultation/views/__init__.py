"""Pages of the consultation day: the public's, those of whoever booked, the desk's, the head's, the expert's."""
