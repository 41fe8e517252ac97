"""Names that an NER misses: capitalised phrases within running text, and what it found elsewhere.

An NER trained on news knows few of the ships, foundations, machines and small firms that other
texts are about. Several capitalised words in a row within a sentence are a name in English, and so
is a single one that comes back and is never written small. In a line set like a title every word
has a capital: there a phrase counts only if running text has it, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.lexicon import classes
from sourcecheck.lexicon.classes import no_names
from sourcecheck.model.name import NameKind
from sourcecheck.normalise import name as names

#: So often a single word has to be written with a capital within sentences.
_AGAIN = 2
#: Longest name, in words.
_LONGEST = 6
#: At least so many of the longer words of a title-like line begin with a capital, in percent.
_TITLE_LIKE = 70
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_STOPS = (".", "!", "?", ":", ";", ".”", '."')
#: Words that join the words of a name.
_LINKS = frozenset({"of", "de", "du", "la", "del", "der", "van", "von", "for", "&", "-"})
_CAPITAL = ("NNP", "NNPS")
_KINDS = ("ORG", "OTHER", "LOC", "PERSON", "EVENT")


def with_missed(layout: Layout, found: list[Found]) -> list[Found]:
    """`found` and the names that it lacks, short forms joined to the one longer name they begin."""
    if not layout.tagged:
        return found
    found = _extended(layout, found)
    seen = [item for item in found if item.kind in _KINDS and item.how == "ner"]
    kinds: dict[str, NameKind] = {}
    for item in seen:
        known = " " in item.text or item.kind != "PERSON"
        if known and item.text[0].isupper() and "\n" not in item.text:
            kinds.setdefault(item.text, item.kind)
    for run in _runs(layout, found):
        kinds.setdefault(run, "ORG" if names.is_organisation(run) else "OTHER")
    every = _everywhere(layout, kinds)
    return _joined(free_of(found, every))


def _extended(layout: Layout, found: list[Found]) -> list[Found]:
    """A name that is found in part at one place and whole at another is whole at both."""
    whole = Counter(item.text for item in found if " " in item.text and item.kind in _KINDS)
    if not whole:
        return found
    pattern = _pattern(whole)
    starts = {match.start(): match for match in pattern.finditer(layout.text)}
    result: list[Found] = []
    for item in sorted(found):
        match = starts.get(item.start)
        if match is not None and match.end() > item.end and item.kind != "NORP":
            kind = next(other.kind for other in found if other.text == match.group())
            item = Found(item.start, match.end(), kind, match.group())
        if not result or result[-1].end <= item.start:
            result.append(item)
    return result


def _runs(layout: Layout, found: list[Found]) -> Iterator[str]:
    """The capitalised phrases of running text that are no known name, each once."""
    small = {word.group() for word in _WORD.finditer(layout.text) if word.group().islower()}
    single: Counter[str] = Counter()
    several: dict[str, None] = {}
    for run in _capitalised(layout, found):
        words = [token for token in run if token.lower_ not in _LINKS]
        if not words or len(run) > _LONGEST or _ordinary(words, small):
            continue
        text = layout.text[run[0].idx : run[-1].idx + len(run[-1])]
        if len(words) > 1:
            several.setdefault(text)
        elif text.lower() not in small and len(text) > _AGAIN:
            single[text] += 1
    yield from several
    yield from (word for word, times in single.items() if times >= _AGAIN)


def _capitalised(layout: Layout, found: list[Found]) -> Iterator[list[Token]]:
    """Words in capitals, and what links them, that stand together and are part of no name."""
    taken = {t.i for item in found for t in layout.tokens(item.start, item.end)}
    titled = _title_like(layout)
    run: list[Token] = []
    for token in layout.doc:
        if _goes_on(run, token, taken, titled):
            run.append(token)
            continue
        yield _unlinked(run)
        run = [token] if _goes_on([], token, taken, titled) else []
    yield _unlinked(run)


def _unlinked(run: list[Token]) -> list[Token]:
    """The run without the linking words at its end."""
    while run and run[-1].lower_ in _LINKS:
        run = run[:-1]
    return run


def _goes_on(run: list[Token], token: Token, taken: set[int], titled: set[int]) -> bool:
    """May the word belong to a phrase in capitals of running text?"""
    if token.i in taken or token.i in titled:
        return False
    if token.lower_ in _LINKS:
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        joins = after is not None and after.tag_ in _CAPITAL and after.text[0].isupper()
        return bool(run) and joins and run[-1].lower_ not in _LINKS
    capital = token.tag_ in _CAPITAL and token.text[0].isupper()
    return capital and token.text[0].isalpha() and not (token.is_sent_start and token.is_stop)


def _ordinary(words: list[Token], small: set[str]) -> bool:
    """Is it an office, a day, a country's people, or a single word that only opens a sentence?"""
    lower = [word.lower_.rstrip(".") for word in words]
    if any(word in no_names() or word in classes.title_words() for word in lower):
        return True
    if len(words) == 1:
        # within a sentence; "I" and one letter are none
        return (
            bool(words[0].is_sent_start)
            or words[0].is_stop
            or places.form(words[0].text) is not None
        )
    first = words[0]
    return bool(first.is_sent_start) and lower[0] in small


def _title_like(layout: Layout) -> set[int]:
    """The tokens of lines that are set like titles: no stop, hardly a long word written small."""
    found: set[int] = set()
    start = 0
    for line in layout.text.splitlines(keepends=True):
        end = start + len(line)
        words = [word for word in _WORD.findall(line) if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        stopped = line.rstrip().endswith(_STOPS)
        if words and not stopped and 100 * capitals >= _TITLE_LIKE * len(words):
            found.update(token.i for token in layout.tokens(start, end))
        start = end
    return found


def _everywhere(layout: Layout, kinds: dict[str, NameKind]) -> list[Found]:
    """Every place of the text where one of these phrases stands."""
    if not kinds:
        return []
    return [
        Found(m.start(), m.end(), kinds[m.group()], m.group(), (), "recurring")
        for m in _pattern(kinds).finditer(layout.text)
    ]


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w])(?!-\w)")


def _joined(found: list[Found]) -> list[Found]:
    """A firm or thing under the one longer name that begins with its words: "Alder" for "Alder
    Glass Works", unless a place or person is so called."""
    others = {item.text for item in found if item.kind in ("LOC", "PERSON", "NORP")}
    full = {item.normal for item in found if item.kind in ("ORG", "OTHER") and " " in item.normal}
    begins: dict[str, set[str]] = {}
    for name in full:
        words = name.split()
        for count in range(1, len(words)):
            begins.setdefault(" ".join(words[:count]), set()).add(name)
    result = []
    for item in found:
        longer = begins.get(item.normal, set())
        plain = item.kind in ("ORG", "OTHER") and not item.entities and item.text not in others
        if plain and len(longer) == 1 and item.normal not in full:
            (name,) = longer
            item = replace(item, entities=(name,), how="short form")
        result.append(item)
    return result
