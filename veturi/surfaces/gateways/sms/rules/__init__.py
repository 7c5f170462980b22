"""How a message is written for the service, and what its answer means; pure."""
