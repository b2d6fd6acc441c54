"""The parts of the Log page."""
