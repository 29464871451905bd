"""Nothing is dropped: the words and numbers that found no place."""
