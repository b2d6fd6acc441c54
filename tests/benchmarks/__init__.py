"""Benchmarks, each beside the strongest peer."""
