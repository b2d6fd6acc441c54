"""The guard while logging: what will probably happen to a message."""
