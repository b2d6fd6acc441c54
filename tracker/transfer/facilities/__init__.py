"""The government's list of prisons and jails: read, placed, compared with what is stored, and written."""
