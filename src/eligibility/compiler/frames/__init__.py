"""A unit of the skeleton → a frame: its head, and what its other words do to it."""
