"""Finding by a few letters: names as people half remember them, numbers as they have them."""
