"""Frames about measured things → statements: limits, ranges, classes, ages."""
