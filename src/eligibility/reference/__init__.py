"""What medicine says: tables, and the modules that read them."""
