"""The pages: the wizard, and what came of it."""
