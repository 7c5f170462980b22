"""Level by evidence: in which layer a partnership is, how deep, why, and what is missing next."""
