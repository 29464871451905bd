"""Of whom a statement is made: women, adults, a subgroup."""
