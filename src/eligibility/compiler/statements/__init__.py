"""A complete frame, with the brackets behind it → a rule."""
