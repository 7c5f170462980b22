"""Pages: searching the register, a partner beside it, what is proposed."""
