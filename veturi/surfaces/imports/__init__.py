"""Bringing in the spreadsheets that a school really has, and taking them back."""
