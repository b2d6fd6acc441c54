"""The parts of the Spend page."""
