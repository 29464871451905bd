"""What link words make of the rules on their two sides: causes, examples, definitions, exceptions, permissions, demands."""
