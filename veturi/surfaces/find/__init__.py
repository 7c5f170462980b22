"""Finding anything by a few letters: partners, people, places, entries, pages and actions."""
