"""The report as one page for people: self-contained, readable without scripts and without network."""
