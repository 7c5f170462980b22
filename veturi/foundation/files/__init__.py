"""Files that people bring: looked at before they are kept, never shown but as our own pictures."""
