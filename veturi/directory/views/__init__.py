"""The directory's pages and acts."""
