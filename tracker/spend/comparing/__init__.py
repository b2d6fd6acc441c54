"""What messages cost at a place by each way to pay, and what would be cheaper than what is done now."""
