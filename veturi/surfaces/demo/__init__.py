"""The demo town: believable data, seeded, in the words of the trade."""
