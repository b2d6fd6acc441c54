"""Overdue: what has waited too long, worst first, and how earlier waits ended."""

from pages.parts.overdue import now

now.draw()
