"""The staff's desk: home, a partner's whole picture, search."""
