"""The records of sourcecheck: frozen, standard library only, no I/O, no spaCy, no pandas."""
