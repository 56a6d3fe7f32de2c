"""Values that a file does not contain: marked, replaced for judging, and reported."""
