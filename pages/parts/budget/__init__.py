"""Budgets, on a screen."""
