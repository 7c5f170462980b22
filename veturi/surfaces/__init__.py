"""Who comes in, and what goes out."""
