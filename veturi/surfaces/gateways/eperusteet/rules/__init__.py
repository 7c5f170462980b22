"""What the register's answers say; pure."""
