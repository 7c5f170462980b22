"""What Veturi costs, measured against the floor: raw SQL and an f-string on the same server."""
