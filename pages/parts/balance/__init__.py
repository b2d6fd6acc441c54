"""What is left at each provider, on a screen."""
