"""What a message says: claims with evidence, or null."""
