"""Letters that a try-out catches instead of sending."""
