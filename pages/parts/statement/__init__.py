"""The parts of the Bank statement page."""
