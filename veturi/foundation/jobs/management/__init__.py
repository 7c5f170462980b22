"""Commands of the engine room."""
