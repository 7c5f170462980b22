"""Long work: a chain of short steps that survives a killed worker and can be cancelled."""
