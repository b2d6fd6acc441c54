"""The parts of the Facilities page."""
