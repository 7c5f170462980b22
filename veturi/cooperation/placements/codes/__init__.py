"""Tables of codes that learning at work uses; each names its source."""
