"""ePerusteet, the register of qualifications and units: asked by a command, never by a page."""
