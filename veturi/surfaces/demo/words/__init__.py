"""Word lists of the demo town. Persons and workplaces are made up."""
