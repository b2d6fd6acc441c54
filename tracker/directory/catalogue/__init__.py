"""The facts that come with Kitelog, each with its source: files reviewed like code."""
