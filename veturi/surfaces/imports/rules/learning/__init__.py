"""Lists of a student system: students and workplace periods, read cell by cell."""
