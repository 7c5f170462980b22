"""What comes in through the directory's pages."""
