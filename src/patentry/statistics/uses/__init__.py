"""What is done with patents: pledged, licensed, openly licensed, implemented, transferred.

Facts are derived once beside the tenures, as spans of time a patent; stocks narrow tenures to them, flows count their
beginnings, and the pledge case of the high-value rule rests on the same ones, so that the three never disagree.
"""
