"""Pages and acts of notices and letters."""
