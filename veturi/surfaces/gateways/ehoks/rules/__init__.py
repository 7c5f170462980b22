"""What a HOKS says of a period, in what it differs, and how a period is put into it; pure."""
