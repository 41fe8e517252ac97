"""Annotation: one spaCy pipeline that marks dates, figures, names and statements. See build."""
