"""The house itself: what is installed, served, and promised about the tree."""
