"""The parts of the Household page."""
