"""What can be done to the directory. Every action writes its history."""
