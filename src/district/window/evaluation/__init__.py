"""The annual evaluation of service points 年度考核: self-report, score sheet, result, and how long the plaque is valid.

The self-report begins with what the point's own records count; every count opens its records. Indicators and grades
are tables with a source and validity. It must not change what it counts.
"""
