"""What persons are called for: offices, ranks, roles and honorifics of `resources/titles.toml`."""

from __future__ import annotations

import functools

from sourcecheck import resources

_HEADS = ("offices", "ranks", "abbreviations", "roles")


@functools.cache
def listed(*lists: str) -> frozenset[str]:
    """These lists of `resources/titles.toml` together, lower case."""
    titles = resources.load("titles")
    return frozenset(title for name in lists for title in titles[name])


def heads() -> frozenset[str]:
    """All titles and roles, lower case, of one or more words."""
    return listed(*_HEADS)


@functools.cache
def announcing() -> frozenset[str]:
    """Titles that may announce a person, lower case."""
    return listed(*_HEADS, "before_surname") - listed("also_ordinary")


@functools.cache
def honorifics() -> frozenset[str]:
    """ "mr.", "madame" and the like, lower case."""
    groups = resources.load("titles")["honorifics"].values()
    return frozenset(word for group in groups for word in group)


@functools.cache
def words() -> frozenset[str]:
    """Words that may stand before a person's name without belonging to it, lower case."""
    return frozenset(word for title in heads() | honorifics() for word in title.split())


@functools.cache
def short_forms() -> frozenset[str]:
    """Those of the words that end in a full stop: "gen."."""
    return frozenset(word for word in words() if word[-1] == ".")


@functools.cache
def _longest() -> int:
    return max(len(title.split()) for title in heads())


def head(phrase: list[str]) -> str:
    """The longest title or role that ends the list of lower-case words; "" if there is none."""
    for size in range(min(_longest(), len(phrase)), 0, -1):
        title = " ".join(phrase[-size:])
        if title in heads():
            return title
        if title.endswith("s") and not title.endswith("ss") and title[:-1] in heads():
            return ""
    return ""
