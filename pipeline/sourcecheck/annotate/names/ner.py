"""From the entities of a pipeline's NER to clean names: labels mapped, edges mended, and more.

An NER trained on news knows few of the ships, foundations, machines and small firms that other
texts are about, and within running text it misses names, also those that it found elsewhere.
Several capitalised words in a row within a sentence are a name in English, and so is a single one
that comes back and is never written small. In a line set like a title every word has a capital:
there a phrase counts only if running text has it, too.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.layout.lists import value_in_list
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.annotate.view import View
from sourcecheck.lexicon import classes
from sourcecheck.lexicon.classes import no_names, only_opens
from sourcecheck.model.name import NameKind
from sourcecheck.normalise import name as names
from sourcecheck.normalise.lexer import GAP

_INSIDE = re.compile(r"\s+in\s+(?=[A-Z])")
#: Where a line ends, or a cell of a table.
_BREAK = re.compile(rf"\n|{GAP.pattern}")
_TAIL = re.compile(r"(?:['’]s|['’]|[\s,;:!?\"“”()\[\]{}<>*|_–—-])+$")
_HEAD = re.compile(r"^[\s,;:.!?\"“”'‘’()\[\]{}<>*|_–—-]+")
_LETTER = re.compile(r"[^\W\d_]")
#: A common noun that opens a sentence may be taken for one of these.
_DOUBTFUL = ("PERSON", "ORG", "LOC")
_ALPHABETIC = re.compile(r"[^\W\d_]+")
#: What goes on behind a common noun: a word in lower case, no further part of a name.
_RUNS_ON = re.compile(r"[ ][a-z]")
_CAPITAL_BEHIND = re.compile(r" ([A-Z][a-z]+)\b(?!-)")
_PERSON_JUNK = re.compile(r"[\d@#/]")


def entities(view: View) -> list[Found]:
    """The NER's entities with our labels, cut to the name itself; unknown labels are left out."""
    labels: dict[str, NameKind] = resources.load("names")["labels"]
    found: list[Found] = []
    for span in view.doc.ents:
        kind = labels.get(span.label_)
        if kind:
            found += _cut(view.text, span.start_char, span.end_char, kind)
    return found


def _cut(text: str, start: int, end: int, kind: NameKind) -> Iterable[Found]:
    """One entity, two where a place lies in another ("Lorby in Norland")."""
    inside = _INSIDE.search(text, start, end) if kind == "LOC" else None
    if inside is None:
        yield from _cut_one(text, start, end, kind)
        return
    yield from _cut_one(text, start, inside.start(), kind)
    yield from _cut(text, inside.end(), end, kind)


def _cut_one(text: str, start: int, end: int, kind: NameKind) -> Iterable[Found]:
    """One entity without line breaks that end a line, titles, possessives and stray marks."""
    piece = text[start:end]
    broken = _BREAK.search(piece)
    if broken and broken.start() > 0:
        end = start + broken.start()
    full_stop = _after_legal_form().search(text, start, end)
    if full_stop:  # "Acme Corp. Roe said": a sentence ends there
        end = full_stop.end()
    start, end = _trim(text, start, end)
    end = value_in_list(text, start, end) or _with_kind(text, end)
    start = _after_common_noun(text, start, end)
    if kind == "PERSON":
        start = _after_titles(text, start, end)
    if start < end and _is_name(text[start:end], kind):
        yield Found(start, end, kind, text[start:end])


def _with_kind(text: str, end: int) -> int:
    """Where a name ends whose last word says of what kind it is: "Bridge" of "Varn Bridge"."""
    behind = _CAPITAL_BEHIND.match(text, end)
    kind = behind is not None and behind[1].lower() in resources.load("references")["called"]
    return behind.end() if behind is not None and kind else end


@functools.cache
def _after_legal_form() -> re.Pattern[str]:
    """A legal form with its dot, before another capitalised word."""
    forms = "|".join(resources.load("names")["legal_forms"])
    return re.compile(rf"\b(?:{forms})\.(?=\s+[A-Z])", re.IGNORECASE)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    head = _HEAD.match(piece)
    start += head.end() if head else 0
    tail = _TAIL.search(text[start:end])
    if tail:
        end = start + tail.start()
        if text[end : end + 1] == ")" and "(" in text[start:end]:
            end += 1
    return start, end


def _after_common_noun(text: str, start: int, end: int) -> int:
    """Where the name begins behind "province of", "village in": what it is called is no part."""
    opening = re.match(r"([a-z]+)\s+(?:of|on|in|at)\s+(?:the\s+)?(?=[^\W\d_a-z])", text[start:end])
    called = resources.load("references")["called"]
    return start + opening.end() if opening and opening.group(1) in called else start


def _after_titles(text: str, start: int, end: int) -> int:
    """Where the person's own name begins: after "President", "Mr." and the like."""
    known = classes.title_words()
    while True:
        word = re.match(r"\S+\s+", text[start:end])
        if not word:
            return start
        bare = word.group().strip().casefold()
        if bare in classes.listed_titles("given_names") and len(text[start:end].split()) == 2:
            return start
        nationality = places.form(word.group().strip())
        is_title = bool({bare, bare.rstrip("."), f"{bare}."} & known)
        if not is_title and not (nationality and nationality.form == "demonym"):
            return start
        start += word.end()


def _is_name(text: str, kind: NameKind) -> bool:
    """Is there more to it than months, units, figures and openers of sentences?"""
    if not _LETTER.search(text):
        return False
    if kind == "PERSON" and _PERSON_JUNK.search(text):
        return False
    if " " in text and text == text.lower() and text.isascii():  # "port city"
        return False
    if only_opens(text):
        return False
    return not all(
        word.strip(".,'’").casefold() in no_names() or not _LETTER.search(word)
        for word in text.split()
    )


def voted(found: list[Found]) -> list[Found]:
    """`found`, with a place that most of the text calls a person as a person: "Olm" of "Olm said"
    where "Olm" is one twice, and "Karl Olm", whose first word is a given name."""
    kinds = Counter((item.text, item.kind) for item in found if " " not in item.text)

    def person(item: Found) -> bool:
        first, _, last = item.text.rpartition(" ")
        given = not first or first.lower() in _given()
        return given and kinds[last, "PERSON"] > kinds[last, "LOC"]

    return [
        replace(item, kind="PERSON") if item.kind == "LOC" and person(item) else item
        for item in found
    ]


def without_openers(view: View, found: list[Found]) -> list[Found]:
    """`found` without single words that only their place in the sentence writes with a capital.

    Such a word begins its sentence, goes on in lower case, and is a noun that states a property
    (resources/properties/) or stands in lower case elsewhere in the text; one that is also
    written with a capital within a sentence stays a name, and so does a given name.
    """
    doubted = {item for item in found if item.kind in _DOUBTFUL and _opens(view, item)}
    if not doubted:
        return found
    plain, names = _written_elsewhere(view)
    common = {
        item
        for item in doubted
        if item.text not in names
        and item.text.lower() in plain | _nouns()
        and item.text.lower() not in _given()
    }
    return [item for item in found if item not in common]


def _opens(view: View, item: Found) -> bool:
    if not _ALPHABETIC.fullmatch(item.text) or item.text.isupper():
        return False
    return view.opens_sentence(item.start) and bool(_RUNS_ON.match(view.text, item.end))


def _written_elsewhere(view: View) -> tuple[frozenset[str], frozenset[str]]:
    """The words in lower case, and those with a capital within a sentence."""
    plain, names = set(), set()
    for word in _ALPHABETIC.finditer(view.text):
        if word.group().islower():
            plain.add(word.group())
            continue
        if not view.opens_sentence(word.start()):
            names.add(word.group())
    return frozenset(plain), frozenset(names)


@functools.cache
def _nouns() -> frozenset[str]:
    """The single nouns that state a property of the vocabulary."""
    entries = resources.load("properties").values()
    return frozenset(
        noun for entry in entries for noun in entry.get("nouns", ()) if " " not in noun
    )


@functools.cache
def _given() -> frozenset[str]:
    """Frequent given names, some of which are nouns, too ("Bill", "Grant")."""
    given = resources.load("references")["given"]
    return frozenset((*given["male"], *given["female"]))


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


def with_missed(view: View, found: list[Found]) -> list[Found]:
    """`found` and the names that it lacks, short forms joined to the one longer name they begin."""
    if not view.tagged:
        return found
    found = _extended(view, found)
    seen = [item for item in found if item.kind in _KINDS and item.how == "ner"]
    kinds: dict[str, NameKind] = {}
    for item in seen:
        known = " " in item.text or item.kind != "PERSON"
        if known and item.text[0].isupper() and "\n" not in item.text:
            kinds.setdefault(item.text, item.kind)
    for run in _runs(view, found):
        kinds.setdefault(run, "ORG" if names.is_organisation(run) else "OTHER")
    every = _everywhere(view, kinds)
    return _joined(free_of(found, every))


def _extended(view: View, found: list[Found]) -> list[Found]:
    """A name that is found in part at one place and whole at another is whole at both."""
    whole = Counter(item.text for item in found if " " in item.text and item.kind in _KINDS)
    if not whole:
        return found
    pattern = _pattern(whole)
    starts = {match.start(): match for match in pattern.finditer(view.text)}
    result: list[Found] = []
    for item in sorted(found):
        match = starts.get(item.start)
        if match is not None and match.end() > item.end and item.kind != "NORP":
            kind = next(other.kind for other in found if other.text == match.group())
            item = Found(item.start, match.end(), kind, match.group())
        if not result or result[-1].end <= item.start:
            result.append(item)
    return result


def _runs(view: View, found: list[Found]) -> Iterator[str]:
    """The capitalised phrases of running text that are no known name, each once."""
    small = {word.group() for word in _WORD.finditer(view.text) if word.group().islower()}
    single: Counter[str] = Counter()
    several: dict[str, None] = {}
    for run in _capitalised(view, found):
        words = [token for token in run if token.lower_ not in _LINKS]
        if not words or len(run) > _LONGEST or _ordinary(words, small):
            continue
        text = view.text[run[0].idx : run[-1].idx + len(run[-1])]
        if len(words) > 1:
            several.setdefault(text)
        elif text.lower() not in small and len(text) > _AGAIN:
            single[text] += 1
    yield from several
    yield from (word for word, times in single.items() if times >= _AGAIN)


def _capitalised(view: View, found: list[Found]) -> Iterator[list[Token]]:
    """Words in capitals, and what links them, that stand together and are part of no name."""
    taken = {t.i for item in found for t in view.tokens(item.start, item.end)}
    titled = _title_like(view)
    run: list[Token] = []
    for token in view.doc:
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


def _title_like(view: View) -> set[int]:
    """The tokens of lines that are set like titles: no stop, hardly a long word written small."""
    found: set[int] = set()
    start = 0
    for line in view.text.splitlines(keepends=True):
        end = start + len(line)
        words = [word for word in _WORD.findall(line) if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        stopped = line.rstrip().endswith(_STOPS)
        if words and not stopped and 100 * capitals >= _TITLE_LIKE * len(words):
            found.update(token.i for token in view.tokens(start, end))
        start = end
    return found


def _everywhere(view: View, kinds: dict[str, NameKind]) -> list[Found]:
    """Every place of the text where one of these phrases stands."""
    if not kinds:
        return []
    return [
        Found(m.start(), m.end(), kinds[m.group()], m.group(), (), "recurring")
        for m in _pattern(kinds).finditer(view.text)
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
