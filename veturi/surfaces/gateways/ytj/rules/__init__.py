"""Pure: what an answer says, what it warns of, in what it differs from what we have."""
