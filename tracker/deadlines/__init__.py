"""The overdue rule: calendars of places, the closest allowance, the deadline, and its flag."""
