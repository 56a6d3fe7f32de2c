"""What the issues ask for, from end to end."""
