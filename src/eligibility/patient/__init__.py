"""The patient record, and its readers."""
