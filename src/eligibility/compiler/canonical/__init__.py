"""Canonical criterion text → rule trees."""
