"""What Kitelog remembers, on both databases."""
