"""Answers, rules and corpora laid out for people and programs."""
