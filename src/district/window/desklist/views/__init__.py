"""Pages of the desk's lists."""
