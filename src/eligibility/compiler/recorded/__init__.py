"""Frames about recorded things → statements: conditions, procedures, medications, and when they were."""
