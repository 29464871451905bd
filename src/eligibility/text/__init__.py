"""A trial record → sections → criteria → tokens."""
