"""Official text to addressed clauses."""
