"""Moving on: transfers, ends of stays, closures, and changes of provider."""
