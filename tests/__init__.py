"""The tests mirror the floors and rooms."""
