"""The proof: its classes are all that there are, and what stands for a class decides as all of it does."""
