"""The access log: who changed, looked at and took out what, for whoever keeps the staff."""
