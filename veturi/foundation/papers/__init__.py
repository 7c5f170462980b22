"""Papers: tagged PDFs that everybody can read, set from data by typst."""
