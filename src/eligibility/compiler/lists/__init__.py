"""What the units of a list share with each other."""
