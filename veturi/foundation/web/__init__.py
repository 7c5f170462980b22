"""How a page answers and refuses: templates, lists, downloads, middleware."""
