"""Tokens → parse tree: the phrases with numbers, and the skeleton of sentences, segments, units and brackets."""
