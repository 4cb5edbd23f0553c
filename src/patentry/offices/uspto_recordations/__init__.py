"""What is recorded about title at the USPTO, in whatever file it comes: one recordation to events of its properties.

Not a format itself. The formats that carry recordations read names, days and numbers out of their own shape; what a
conveyance text means, how a party is written and what an event then holds is the same for all of them and stands here.
"""
