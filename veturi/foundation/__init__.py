"""What knows no word of the trade."""
