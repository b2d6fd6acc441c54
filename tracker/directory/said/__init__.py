"""What the family itself says of places and providers, and how its own names for them are found again."""
