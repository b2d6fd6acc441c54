"""The clock of business time."""
