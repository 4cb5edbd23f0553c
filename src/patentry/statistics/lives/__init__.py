"""What happens to applications and patents: filed, decided, granted after so many months, ended after so many years.

Happenings are derived beside the tenures, one row a patent, holder position and happening, with the regions that
attribution chooses from on its day; a figure is a filter and a sum over them.
"""
