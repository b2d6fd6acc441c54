"""Shared by pages."""
