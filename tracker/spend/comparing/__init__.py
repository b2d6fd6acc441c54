"""What a month costs at a place by each way to pay."""
