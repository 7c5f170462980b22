"""What happens between the town's partners and us, layer by layer; pure, by chance and season."""
