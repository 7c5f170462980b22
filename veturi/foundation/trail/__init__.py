"""Who signed in, looked and exported; a chain of seals over this and over history."""
