"""Which role each stretch of a plain text has, inferred from how it is set; one file per kind."""

Stretch = tuple[int, int]  # the first character of a text and the one behind the last
