"""What else lies in a folder of patent files and is no patent file: read-mes, DTDs, web pages, pictures, test sets.

Asked only when no format knows a file, and only to name what the file was taken for; nothing is read from it. Each
kind is told by its content, never by its name. A file that fits none of them stays unknown.
"""

from patentry.offices.other_files.kinds import taken_for

__all__ = ["taken_for"]
