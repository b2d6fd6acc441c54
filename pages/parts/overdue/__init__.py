"""The parts of the Overdue page."""
