"""Overdue: what has waited too long, worst first, and how earlier waits ended."""

from pages.parts import overdue_now

overdue_now.draw()
