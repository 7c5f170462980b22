"""What can be done with students, workplaces, periods and agreements."""
