"""How the units, links and brackets of a criterion go together, before anything is built."""
