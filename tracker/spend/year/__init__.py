"""A year in one page: what was paid to whom, for what, what was lost, on screen, on paper and as a file."""
