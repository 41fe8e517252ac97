"""Annotation: one spaCy pipeline that marks dates, figures, names and statements. See build."""

from sourcecheck.annotate.spacy_import import without_command_line

without_command_line()  # here: before any module of this stage imports spaCy
