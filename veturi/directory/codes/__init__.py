"""Codes of the public registers and our own short lists, as tables in files."""
