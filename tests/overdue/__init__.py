"""Tests of the overdue room."""
