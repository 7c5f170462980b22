"""What comes in about students, workplaces, periods and agreements."""
