"""What a family sees, in a real browser."""
