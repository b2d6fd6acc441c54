"""Every SQL statement, one module per capability."""
