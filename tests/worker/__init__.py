"""The scheduler and its lease."""
