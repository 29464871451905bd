"""Tokens → rule trees."""
