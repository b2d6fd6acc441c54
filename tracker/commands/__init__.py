"""The commands of `kitelog`, one module per capability; each has `register(app)`."""
