"""Veturi: reciprocal partnerships between vocational education and working life."""
