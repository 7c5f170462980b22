"""Pages and acts of encounters and promises."""
