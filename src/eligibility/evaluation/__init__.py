"""A rule and a record → truth, evidence, and what is missing."""
