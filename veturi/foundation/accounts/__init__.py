"""Signing in: who has a key to the house. What one may do inside is the directory's matter."""
