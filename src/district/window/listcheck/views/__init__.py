"""Pages of the list check: the desk's and the firm's."""
