"""What a request to Visma Sign looks like, and what its answers mean; pure."""
