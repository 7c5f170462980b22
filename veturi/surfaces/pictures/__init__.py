"""The list of partners as other pictures: a map and a calendar, under the same filters."""
