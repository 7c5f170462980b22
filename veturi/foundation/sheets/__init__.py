"""Spreadsheets as people have them: read with care, understood, and written so that they return."""
