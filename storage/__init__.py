"""What Kitelog remembers: tables, queries, migrations; no rule of the domain."""
