"""Which role each stretch of a plain text has, inferred from how it is set; one file per kind."""

Stretch = tuple[int, int]  # the first character of a text and the one behind the last


def trimmed(text: str, start: int, end: int) -> Stretch:
    """`[start, end)` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def line_of(text: str, start: int, end: int) -> Stretch:
    """The line that holds `[start, end)`, without its line break; several where these do."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last
