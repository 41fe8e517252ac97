"""Persons: one canonical form each, and the lone surnames that stand for them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from sourcecheck import resources
from sourcecheck.annotate.names import places
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.annotate.names.layout import Layout
from sourcecheck.normalise import name as names

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]{2,})*")
_CAPITALISED_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)[ ]$")
_CAPITALISED_AFTER = re.compile(r"[ ]([A-Z][\w’'-]*)")


def resolve(layout: Layout, found: list[Found]) -> list[Found]:
    """`found` with persons under their fullest form, and every lone surname of them added."""
    found = [_unmask(item, acting) for acting in [_acting_persons(layout, found)] for item in found]
    people = People([item for item in found if item.kind == "PERSON"])
    named = [people.canonical(item) for item in found]
    return free_of(named, _unlabelled_surnames(layout, named, people))


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


def _unlabelled_surnames(layout: Layout, found: list[Found], people: People) -> list[Found]:
    """Capitalised words that the NER passed over and that are the surname of exactly one person."""
    unique = {word: owners[0] for word, owners in people.surnames.items() if len(set(owners)) == 1}
    if not unique:
        return []
    result = []
    for match in _WORD.finditer(layout.text):
        word = match.group()
        if not word[0].isupper() or word.casefold() not in unique or places.form(word):
            continue
        if word.casefold() in resources.load("names")["no_names"]:
            continue
        if _alone(layout, match.start(), match.end()):
            person = (unique[word.casefold()],)
            result.append(Found(match.start(), match.end(), "PERSON", word, person, "surname"))
    return result


def _alone(layout: Layout, start: int, end: int) -> bool:
    """Is the word no part of a longer capitalised name, nor an ordinary word opening a sentence?"""
    text = layout.text
    after = _CAPITALISED_AFTER.match(text, end)
    if after and layout.sentence(after.start(1)) == layout.sentence(start):
        return False
    before = _CAPITALISED_BEFORE.search(text, max(0, start - 40), start)
    begins = layout.sentences[layout.sentence(start)]
    if before and before.group(1) == "the":
        return False
    if before and before.start(1) >= begins and before.group(1)[0].isupper():
        word = before.group(1)
        if word.casefold() == "the":
            return False
        opens = not text[begins : before.start(1)].strip(" \"“'‘(")
        return opens or word.rstrip(".").casefold() in _honorifics() or word.endswith(".")
    tokens = layout.tokens(start, end)
    opens = not text[begins:start].strip(" \"“'‘(")
    return not (opens and layout.tagged and tokens and not tokens[0].tag_.startswith("NNP"))


def _honorifics() -> frozenset[str]:
    lists = resources.load("titles")["honorifics"].values()
    return frozenset(word.rstrip(".") for words in lists for word in words)


def _acting_persons(layout: Layout, found: list[Found]) -> set[str]:
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
        votes[text] += _person_evidence(layout, item, rules)
    return {text for text, vote in votes.items() if vote > 0 and 3 * vote >= uses[text]}


def _person_evidence(layout: Layout, item: Found, rules: dict[str, list[str]]) -> int:
    tokens = layout.tokens(item.start, item.end)
    if not tokens:
        return 0
    first, last = tokens[0], tokens[-1]
    doc = layout.doc
    if first.i and doc[first.i - 1].lower_ in (*rules["place_prepositions"], "the"):
        return -1
    follows = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if follows is not None and follows.lower_ in ("'s", "’s"):
        owned = [doc[i].lower_ for i in range(follows.i + 1, min(follows.i + 4, len(doc)))]
        return int(any(word.rstrip("s") in rules["person_possessions"] for word in owned[:3]))
    if layout.parsed and first.dep_ in ("nsubj", "nsubj:outer"):
        return int(first.head.lemma_.casefold() in rules["person_verbs"])
    return 0


def _unmask(item: Found, acting: set[str]) -> Found:
    if item.kind in ("LOC", "ORG") and item.normal in acting:
        return replace(item, kind="PERSON", how="acts")
    return item
