"""Stage read: files become sources (start at `dossier.read`)."""
