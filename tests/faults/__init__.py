"""Tests that kill processes and break files on purpose."""
