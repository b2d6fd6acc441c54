"""Import, export and the demo."""
