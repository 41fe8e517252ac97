"""Persons whom a title announces and whom the NER passed over: "Finance minister Jane Roe said"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sourcecheck import resources
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.annotate.names.repair import title_words
from sourcecheck.normalise import name as names

_PIECE = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?\.?")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEFORE_CAPITAL = re.compile(r"(?<![\w.-])([^\W\d_][\w.-]{0,20})[ ](?=[^\W\d_a-z])")
_ROMAN = re.compile(r"[IVX]+")
_NOUNS = frozenset({"NNP", "NNPS", "NN", "FW"})
_CLOSES = re.compile(r"['’]s\b|['’](?=\s)|\.$")
#: An age behind a name tells a person whatever stands before it: "Skipper Ian Roe, 58, said".
_AGED = re.compile(r",[ ]\d{1,2},[ ]")
#: The name goes on: a hyphen, a further capital, "of", "&".
_GOES_ON = re.compile(r"[-&/]|[ ](?:[A-Z0-9&]|of\b)")
#: Capitalised words right before a title belong to it ("Supreme Court Justice").
_CAPITALISED_RUN = re.compile(r"(?:\b[A-Z][\w.’'-]{0,30}\s){1,8}$")
#: Characters looked at before a name for its title and after it for its end.
_WINDOW = 80
#: Longest name that a title announces, in capitalised words.
_LONGEST = 3
#: Share of the words around a name that must be in lower case, else the line is a headline.
_RUNNING_TEXT = 0.5


@functools.cache
def _titles() -> frozenset[str]:
    """Titles that may announce a person, lower case."""
    titles = resources.load("titles")
    lists = [titles["offices"], titles["ranks"], titles["abbreviations"], titles["roles"]]
    lists += [titles["before_surname"]]
    return frozenset(word for words in lists for word in words) - {*titles["also_ordinary"]}


@functools.cache
def _last_words() -> dict[str, int]:
    """The last word of each title, with the most words that a title ending in it has."""
    longest: dict[str, int] = {}
    for title in _titles():
        words = title.split()
        longest[words[-1]] = max(len(words), longest.get(words[-1], 1))
    return longest


def _announced(text: str) -> Iterator[tuple[int, int]]:
    """Where a title and the capitalised word right behind it begin."""
    last_words = _last_words()
    for match in _BEFORE_CAPITAL.finditer(text):
        most = last_words.get(match.group(1).casefold(), 0)
        end = match.end(1)
        words = text[max(0, end - _WINDOW) : end].split(" ")[-most:] if most else []
        for size in range(len(words), 0, -1):
            title = " ".join(words[-size:]).lstrip('"“‘(')
            if title.casefold() in _titles():
                yield end - len(title), match.end()
                break


def resolve(layout: Layout, found: list[Found]) -> list[Found]:
    """`found` with the persons that a title announces, in order.

    Two or three capitalised words right after a title, all of them nouns where the text is tagged,
    none of them a month, a title, a country or the noun of an organisation or a street; after
    "Mr." and the like one word is enough. Not in a headline: there every word has a capital. What
    the NER found stands, unless it took title and name for one thing that is no person.
    """
    persons = []
    for title, start in _announced(layout.text):
        end = _name_end(layout, title, start)
        if end > 0:
            person = Found(start, end, "PERSON", layout.text[start:end], (), "titled")
            persons.append((title, person))
    mistaken = {(title, person.end) for title, person in persons}
    kept = [item for item in found if (item.start, item.end) not in mistaken]
    covered = {(item.start, item.end) for item in found}
    covered |= {(entity.start_char, entity.end_char) for entity in layout.doc.ents}
    taken = free_of((), (Found(*span, "OTHER", "") for span in sorted(covered - mistaken)))
    free = free_of(taken, (person for _, person in persons))
    return sorted([*kept, *(item for item in free if item.how == "titled")])


def _name_end(layout: Layout, title: int, start: int) -> int:
    """Where the name that begins at `start`, behind the title, ends; 0 if there is none."""
    sentence = layout.sentence(title)
    limit = min(layout.sentence_span(sentence)[1], start + _WINDOW)
    said = layout.text[title : start - 1]
    end, count = _capitalised(layout.text, start, limit)
    sure = said.casefold() in resources.load("titles")["before_surname"]
    name = layout.text[start:end]
    announced = _is_title(said, name) or _AGED.match(layout.text, end)
    if not (1 if sure else 2) <= count <= _LONGEST or not announced:
        return 0
    if _GOES_ON.match(layout.text, end) or not _proper(layout, start, end):
        return 0
    if any(_foreign(word) for word in _WORD.findall(name)) or names.is_organisation(name):
        return 0
    return end if _running(layout, sentence, title, end) else 0


def _capitalised(text: str, start: int, limit: int) -> tuple[int, int]:
    """End and number of the capitalised words from `start`; particles between them count as none.

    A possessive or the full stop of a sentence ends them and is left out.
    """
    particles = resources.load("names")["particles"]
    end, count = start, 0
    for piece in _PIECE.finditer(text, start, limit):
        word = piece.group()
        if word.casefold() in particles and count and not word[0].isupper():
            continue
        closes = _CLOSES.search(word)
        if closes and not (len(word) == 2 and word[0].isupper() and word[1] == "."):  # "J."
            word = word[: closes.start()]
            if word and word[0].isupper():
                return piece.start() + len(word), count + 1
            return end, count
        if not word[0].isupper():
            break
        end, count = piece.end(), count + 1
    return end, count


def _is_title(title: str, name: str) -> bool:
    """Is the word used as a title? Trades only in lower case.

    A capitalised word that is a given name too ("King") needs a number of reign ("King Ozo II").
    """
    titles = resources.load("titles")
    lower = title.casefold()
    if not title[0].isupper():
        return True
    if lower in titles["given_names"]:
        return bool(_ROMAN.fullmatch(name.split()[-1]))
    offices = ("offices", "ranks", "abbreviations", "before_surname")
    return any(lower in titles[group] for group in offices)


def _proper(layout: Layout, start: int, end: int) -> bool:
    """Are all capitalised words nouns and written with small letters, as far as one can see?

    A tagger calls an unknown name now a proper noun, now a common one: either will do, since the
    word has a capital in running text.
    """
    for token in layout.tokens(start, end):
        if not token.text[:1].isupper() or _ROMAN.fullmatch(token.text):
            continue
        if token.tag_ and token.tag_ not in _NOUNS:
            return False
        if token.text.isupper() and len(token.text) > 1 and token.text[-1] != ".":
            return False
    return True


def _foreign(word: str) -> bool:
    """Does the word belong to no person's name: a month, a country, a title, a society?"""
    lower = word.casefold()
    rules = resources.load("names")
    if lower in rules["particles"] or (len(word) == 1 and word != "I"):
        return False
    place = places.form(word)
    return (
        lower in rules["no_names"]
        or lower in rules["organisation_heads"]
        or lower in resources.load("titles")["named_after_persons"]
        or lower in title_words()
        or lower + "." in title_words()
        or (place is not None and not place.unsure)
    )


def _running(layout: Layout, sentence: int, start: int, end: int) -> bool:
    """Is the sentence running text: enough words outside title and name in lower case?"""
    first, last = layout.sentence_span(sentence)
    first, last = max(first, start - 4 * _WINDOW), min(last, end + 4 * _WINDOW)
    text = layout.text
    before = _CAPITALISED_RUN.sub("", text[first:start])  # the rest of the title
    words = [*_WORD.findall(before)[1:], *_WORD.findall(text, end, last)]
    always_capital = resources.load("names")["no_names"]  # "Tuesday"
    around = [word for word in words if word[0].islower() or word.casefold() not in always_capital]
    if not around:
        return text[start].islower()
    small = len([word for word in around if word[0].islower()])
    return small > 0 and small >= _RUNNING_TEXT * len(around)
