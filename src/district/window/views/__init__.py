"""Pages of the window: the applicant's, and the desk's."""
