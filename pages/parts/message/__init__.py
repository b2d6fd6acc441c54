"""The parts that show, find and change messages."""
