"""The report in the forms of files: JSON text and CSV tables."""
