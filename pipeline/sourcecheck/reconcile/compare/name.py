"""How two titles, roles or other texts about one person or thing relate.

Texts that differ are *different*, never in conflict: a person can be president and chairman. Both
are shown, and people decide.
"""

from __future__ import annotations

import re
import unicodedata

from sourcecheck import resources
from sourcecheck.model.finding import Comparison, Step

_WORD = re.compile(r"[^\W_]+")


def compare(a: str, b: str) -> Comparison:
    """How the texts `a` and `b` relate: agree, compatible (one is coarser) or different."""
    coarse, fine = sorted((set(words(a)), set(words(b))), key=len)
    if coarse == fine:
        said = " and ".join(dict.fromkeys(f"“{text}”" for text in sorted((a, b))))
        return Comparison("agree", (Step("same-text", f"the same words: {said}"),))
    if coarse and coarse < fine and not (fine - coarse) & _listed("other_office"):
        shown = sorted((a, b), key=lambda text: len(set(words(text))))
        text = f"“{shown[0]}” is a coarser form of “{shown[1]}”"
        return Comparison("compatible", (Step("coarser-title", text),))
    shown = sorted((a, b))
    text = f"“{shown[0]}” and “{shown[1]}”: two ways to call one; not taken as a contradiction"
    return Comparison("different", (Step("titles-differ", text),))


def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order: case, diacritics and punctuation folded, no grammar words.

    A text of grammar words alone keeps them. A word that is written in two ways ("defence", "Gen.")
    is the one of them.
    """
    found = spelled(text)
    return tuple(word for word in found if word not in grammar()) or found


def spelled(text: str) -> tuple[str, ...]:
    """The same with grammar words. A chief executive officer is a chief executive."""
    plain = unicodedata.normalize("NFKD", text)
    folded = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    same = resources.load("title_words")["same"]
    found = " ".join(same.get(word, word) for word in _WORD.findall(folded))
    return tuple(found.replace("chief executive officer", "chief executive").split())


def grammar() -> frozenset[str]:
    """Words that say nothing of an office."""
    return _listed("grammar")


def _listed(name: str) -> frozenset[str]:
    """A list of `resources/title_words.toml`."""
    return frozenset(resources.load("title_words")[name])
