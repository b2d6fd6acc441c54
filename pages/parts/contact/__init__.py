"""The parts of the Contacts page."""
