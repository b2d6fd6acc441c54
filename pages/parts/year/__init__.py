"""The parts of a year in one page."""
