"""Ways to pay side by side, on a screen."""
