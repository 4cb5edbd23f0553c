"""The return of a service point 工作台账: what it did in a month, quarter or year, counted from its own records.

Nobody types a number: the figures come from contacts, requests and ratings, are fixed when the return is checked, and
go out in the city's own XLSX template by its named cells. It must not change the records it counts.
"""
