"""Duplicates are found, compared side by side, made one, and parted again."""
