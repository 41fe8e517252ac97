"""The report: as data, checked against its schema, and written for people and programs."""
