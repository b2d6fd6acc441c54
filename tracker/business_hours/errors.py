"""What business time refuses with a name of its own."""

from tracker.errors import KitelogError


class NoBusinessTimeError(KitelogError, ValueError):
    """A calendar without any business time within 400 days of the question, or a span it never uses up."""
