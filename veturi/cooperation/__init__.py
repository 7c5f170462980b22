"""Where deeds are done."""
