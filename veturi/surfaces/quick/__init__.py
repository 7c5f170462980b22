"""Quick entry: who, what, when, one line; a table from kind to the owner's action."""
