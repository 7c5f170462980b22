"""Who changed what, when, from what to what: called by actions, never by signals."""
