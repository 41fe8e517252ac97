"""Persons: those whom a title announces, one canonical form each, and lone surnames."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sourcecheck import resources
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.annotate.view import View
from sourcecheck.lexicon import classes
from sourcecheck.lexicon.classes import no_names
from sourcecheck.normalise import name as names

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]{2,})*")
_CAPITALISED_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)[ ]$")
_CAPITALISED_AFTER = re.compile(r"[ ]([A-Z][\w’'-]*)")
_PIECE = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?\.?")
_NAME_WORD = re.compile(r"[^\W\d_][\w’'-]*")
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
def _last_words() -> dict[str, int]:
    """The last word of each title, with the most words that a title ending in it has."""
    longest: dict[str, int] = {}
    for title in classes.announcing_titles():
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
            if title.casefold() in classes.announcing_titles():
                yield end - len(title), match.end()
                break


def with_titled(view: View, found: list[Found]) -> list[Found]:
    """`found` with the persons that a title announces, in order.

    Two or three capitalised words right after a title, all of them nouns where the text is tagged,
    none of them a month, a title, a country or the noun of an organisation or a street; after
    "Mr." and the like one word is enough. Not in a headline: there every word has a capital. What
    the NER found stands, unless it took title and name for one thing that is no person.
    """
    persons = []
    for title, start in _announced(view.text):
        end = _name_end(view, title, start)
        if end > 0:
            person = Found(start, end, "PERSON", view.text[start:end], (), "titled")
            persons.append((title, person))
    mistaken = {(title, person.end) for title, person in persons}
    kept = [item for item in found if (item.start, item.end) not in mistaken]
    covered = {(item.start, item.end) for item in found}
    covered |= {(entity.start_char, entity.end_char) for entity in view.doc.ents}
    taken = free_of((), (Found(*span, "OTHER", "") for span in sorted(covered - mistaken)))
    free = free_of(taken, (person for _, person in persons))
    return sorted([*kept, *(item for item in free if item.how == "titled")])


def _name_end(view: View, title: int, start: int) -> int:
    """Where the name that begins at `start`, behind the title, ends; 0 if there is none."""
    sentence = view.sentence(title)
    limit = min(view.sentence_span(sentence)[1], start + _WINDOW)
    said = view.text[title : start - 1]
    end, count = _capitalised(view.text, start, limit)
    sure = said.casefold() in classes.listed_titles("before_surname")
    name = view.text[start:end]
    announced = _is_title(said, name) or _AGED.match(view.text, end)
    if not (1 if sure else 2) <= count <= _LONGEST or not announced:
        return 0
    if _GOES_ON.match(view.text, end) or not _proper(view, start, end):
        return 0
    if any(_foreign(word) for word in _NAME_WORD.findall(name)) or names.is_organisation(name):
        return 0
    return end if _running(view, sentence, title, end) else 0


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
    lower = title.casefold()
    if not title[0].isupper():
        return True
    if lower in classes.listed_titles("given_names"):
        return bool(_ROMAN.fullmatch(name.split()[-1]))
    return lower in classes.listed_titles("offices", "ranks", "abbreviations", "before_surname")


def _proper(view: View, start: int, end: int) -> bool:
    """Are all capitalised words nouns and written with small letters, as far as one can see?

    A tagger calls an unknown name now a proper noun, now a common one: either will do, since the
    word has a capital in running text.
    """
    for token in view.tokens(start, end):
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
        lower in no_names()
        or lower in rules["organisation_heads"]
        or lower in classes.listed_titles("named_after_persons")
        or lower in classes.title_words()
        or lower + "." in classes.title_words()
        or (place is not None and not place.unsure)
    )


def _running(view: View, sentence: int, start: int, end: int) -> bool:
    """Is the sentence running text: enough words outside title and name in lower case?"""
    first, last = view.sentence_span(sentence)
    first, last = max(first, start - 4 * _WINDOW), min(last, end + 4 * _WINDOW)
    text = view.text
    before = _CAPITALISED_RUN.sub("", text[first:start])  # the rest of the title
    words = [*_NAME_WORD.findall(before)[1:], *_NAME_WORD.findall(text, end, last)]
    around = [word for word in words if word[0].islower() or word.casefold() not in no_names()]
    if not around:
        return text[start].islower()
    small = len([word for word in around if word[0].islower()])
    return small > 0 and small >= _RUNNING_TEXT * len(around)


def resolve(view: View, found: list[Found]) -> list[Found]:
    """`found` with persons under their fullest form, and every lone surname of them added."""
    found = [_unmask(item, acting) for acting in [_acting_persons(view, found)] for item in found]
    people = People([item for item in found if item.kind == "PERSON"])
    named = [people.canonical(item) for item in found]
    return free_of(named, _unlabelled_surnames(view, named, people))


class People:
    """The full names of a document and which shorter forms mean which of them."""

    def __init__(self, persons: list[Found]) -> None:
        forms = Counter(item.normal for item in persons)
        full = [form for form in forms if len(names.words(form)) > 1]
        # The fullest form of a person stands for the shorter ones: "John Q. Public".
        ranked = sorted(full, key=lambda form: (-len(names.words(form)), -forms[form], form))
        self.fullest: dict[str, str] = {}
        by_surname: dict[str, list[str]] = defaultdict(list)
        for form in ranked:
            surname = _last(form)
            fits = [other for other in by_surname[surname] if names.is_person_form(form, other)]
            if len(fits) == 1:
                self.fullest[form] = fits[0]
            else:
                self.fullest[form] = form
                by_surname[surname].append(form)
        self.by_word: dict[str, list[str]] = defaultdict(list)
        self.given: dict[str, list[str]] = defaultdict(list)
        self.surnames: dict[str, list[str]] = defaultdict(list)
        for form in sorted(set(self.fullest.values())):
            for word in dict.fromkeys(names.words(form)):
                self.by_word[word.casefold()].append(form)
            self.given[names.words(form)[0].casefold()].append(form)
            self.surnames[_last(form)].append(form)
            self.surnames[names.surname(form).casefold()].append(form)
        self._recent: dict[str, str] = {}

    def canonical(self, item: Found) -> Found:
        """`item` with its person, called in order of the text; other names pass through."""
        text = item.normal
        if text in self.fullest and item.kind == "PERSON":
            return self._seen(item, self.fullest[text])
        if item.kind == "PERSON" or (item.kind in ("LOC", "ORG") and self._lone(text)):
            owners = self.owners(text)
            person = self.choose(text, owners)
            if person:
                return replace(self._seen(item, person), kind="PERSON", how="surname")
        if item.kind == "PERSON":
            return replace(item, entities=(text,))
        return item

    def owners(self, text: str) -> list[str]:
        """The full names that `text` may be short for: family names win over given names."""
        lower = " ".join(names.words(text)).casefold()
        owners = self.surnames.get(lower) or self.given.get(lower)
        if owners:
            return list(dict.fromkeys(owners))
        parts = names.words(text)
        if len(parts) < 2:
            return []
        return [f for f in self.by_word.get(_last(text), []) if names.is_person_form(text, f)]

    def choose(self, text: str, owners: list[str]) -> str:
        """The one owner, or the one named last before; "" where that leaves doubt."""
        if len(owners) == 1:
            return owners[0]
        recent = self._recent.get(_last(text), "")
        return recent if recent in owners else ""

    def _lone(self, text: str) -> bool:
        form = places.form(text)
        return " " not in text and text.casefold() in self.surnames and form is None

    def _seen(self, item: Found, person: str) -> Found:
        for word in names.words(person):
            self._recent[word.casefold()] = person
        return replace(item, entities=(person,))


def _last(form: str) -> str:
    """The last word of a family name, for comparing; "" if there is none."""
    parts = (names.surname(form) or form).split()
    last = names.words(" ".join(parts))[-1:]
    return last[0].casefold() if last else ""


def _unlabelled_surnames(view: View, found: list[Found], people: People) -> list[Found]:
    """Capitalised words that the NER passed over and that are the surname of exactly one person."""
    unique = {word: owners[0] for word, owners in people.surnames.items() if len(set(owners)) == 1}
    if not unique:
        return []
    result = []
    for match in _WORD.finditer(view.text):
        word = match.group()
        if not word[0].isupper() or word.casefold() not in unique or places.form(word):
            continue
        if word.casefold() in no_names():
            continue
        if _alone(view, match.start(), match.end()):
            person = (unique[word.casefold()],)
            result.append(Found(match.start(), match.end(), "PERSON", word, person, "surname"))
    return result


def _alone(view: View, start: int, end: int) -> bool:
    """Is the word no part of a longer capitalised name, nor an ordinary word opening a sentence?"""
    text = view.text
    after = _CAPITALISED_AFTER.match(text, end)
    if after and view.sentence(after.start(1)) == view.sentence(start):
        return False
    before = _CAPITALISED_BEFORE.search(text, max(0, start - 40), start)
    begins = view.sentences[view.sentence(start)]
    if before and before.group(1) == "the":
        return False
    if before and before.start(1) >= begins and before.group(1)[0].isupper():
        word = before.group(1)
        if word.casefold() == "the":
            return False
        opens = view.opens_sentence(before.start(1))
        return opens or _is_honorific(word) or word.endswith(".")
    tokens = view.tokens(start, end)
    opens = view.opens_sentence(start)
    return not (opens and view.tagged and tokens and not tokens[0].tag_.startswith("NNP"))


def _is_honorific(word: str) -> bool:
    bare = word.rstrip(".").casefold()
    return not classes.honorifics().isdisjoint((bare, f"{bare}."))


def _acting_persons(view: View, found: list[Found]) -> set[str]:
    """Lone unknown names that the NER calls places or organisations but that act like persons.

    Evidence for a person: subject of a verb of speech, motion or decision, owner of a visit, a
    wife or a speech. Evidence against: after "in", "at", "near", or after "the". The document's
    sum decides: at least one clear case for each three uses.
    """
    rules = resources.load("names")
    votes: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for item in found:
        text = item.normal
        if " " in text or text.isupper() or item.kind in ("NORP", "EVENT") or places.form(text):
            continue
        uses[text] += 1
        votes[text] += _person_evidence(view, item, rules)
    return {text for text, vote in votes.items() if vote > 0 and 3 * vote >= uses[text]}


def _person_evidence(view: View, item: Found, rules: dict[str, list[str]]) -> int:
    tokens = view.tokens(item.start, item.end)
    if not tokens:
        return 0
    first, last = tokens[0], tokens[-1]
    doc = view.doc
    if first.i and doc[first.i - 1].lower_ in (*rules["place_prepositions"], "the"):
        return -1
    follows = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if follows is not None and follows.lower_ in ("'s", "’s"):
        owned = [doc[i].lower_ for i in range(follows.i + 1, min(follows.i + 4, len(doc)))]
        return int(any(word.rstrip("s") in rules["person_possessions"] for word in owned[:3]))
    if view.parsed and first.dep_ in ("nsubj", "nsubj:outer"):
        return int(first.head.lemma_.casefold() in rules["person_verbs"])
    return 0


def _unmask(item: Found, acting: set[str]) -> Found:
    if item.kind in ("LOC", "ORG") and item.normal in acting:
        return replace(item, kind="PERSON", how="acts")
    return item
