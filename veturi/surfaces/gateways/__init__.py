"""What talks to systems outside: each gateway a package with a client and its local twin."""
