"""What the criteria of a trial say of each other, and its structured fields."""
