"""The enterprise's desk over the library: search for prior art, projects with search log and collection, reports.

It puts questions to the library and keeps what people asked and chose; it judges no novelty, holds no patent itself,
and knows none of its sister rooms. Long work, as the building of the index, is a job.
"""
