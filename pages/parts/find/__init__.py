"""The parts of Find provider."""
