"""Two engines, the same generated questions, and no difference between their answers."""
