"""The pages of learning at work."""
