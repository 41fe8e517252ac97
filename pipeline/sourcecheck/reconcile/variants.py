"""Which names of a dossier are spelling variants of one another, and so one entity.

Candidates come from keys (the letters, the consonants, all words but one), so that the work grows
with the number of names; `spelling.compare` judges them. Two names are joined only if texts that
use them tell one story, and never if one text uses both.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from sourcecheck.model.finding import Comparison
from sourcecheck.normalise import name as forms
from sourcecheck.reconcile import spelling

KINDS = frozenset({"PERSON", "LOC", "ORG"})
#: Stands for a kind where two single words have none in common; of those, the shortest compared.
_UNSURE = "?"
_MIN_UNSURE = 6
#: Names of one key that are compared with each other; a key of more tells nothing apart.
MOST_OF_A_KEY = 60
#: Texts of one name that are looked at for a story in common.
MOST_TEXTS = 40
#: Other names that two texts must share, at least, before names of theirs are joined; two persons
#: of one word each; and as a share of the names of the shorter text.
_SHARED = 1
_SHARED_OF_LONE = 3
_SHARE = 0.12
#: Of names of several words, all alike but one, a word of this length in the others is enough.
_MIN_WORD = 4
#: Texts of so many names are reference works, which share many whatever they are about.
_LONG_CAST = 60
_SHARE_LONG = 0.75
#: Which rule is the surest, for names that could be joined with several others.
_ORDER = (
    "spelled-apart",
    "same-sound",
    "given-name-form",
    "one-letter",
    "other-surname",
    "other-given-name",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """Two folded names taken for one entity, and how their spellings relate."""

    a: str
    b: str
    comparison: Comparison

    @property
    def rule(self) -> str:
        """Id of the rule that joins them."""
        return self.comparison.steps[0].rule

    @property
    def rank(self) -> tuple[int, float]:
        """How sure the link is, the surest lowest."""
        return _ORDER.index(self.rule), self.comparison.gap


@dataclass(frozen=True, slots=True)
class Variants:
    """`of` gives the entity of each folded name that has variants; `links` why, by entity."""

    of: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    cut: tuple[tuple[str, int], ...] = ()  # keys with too many names, and how many were left out
    #: Names of too many texts that were joined with none, and how many texts were not looked at.
    unread: tuple[tuple[str, int], ...] = ()

    def reason(self, name: str) -> str:
        """Why a folded name is read as its entity: how it is spelled beside another of it."""
        links = self.links.get(self.of.get(name, name), ())
        return next((v.comparison.steps[0].text for v in links if name in (v.a, v.b)), "")


def find(rows: pd.DataFrame, most_texts: int = MOST_TEXTS) -> Variants:
    """The variants among the names of a NAMES table with a column `folded`.

    Of each name `most_texts` texts are looked at; which, their names decide.
    """
    texts = Texts.of(rows, most_texts)
    kinds: dict[str, set[str]] = {}
    for name, folded, kind in zip(rows["name"], rows["folded"], rows["kind"], strict=True):
        if (kind in KINDS or " " in folded) and not _acronym(name) and not _country(name):
            kinds.setdefault(folded, set()).update({kind} & KINDS)
    pairs, cut = _candidates(kinds)
    found = [made for a, b in pairs if (made := _variant(a, b, kinds, texts))]
    joined = _joined(_without_contradictions(found, texts), texts)
    return replace(joined, cut=cut, unread=tuple(sorted(texts.unread.items())))


@dataclass(frozen=True, slots=True)
class Texts:
    """Which texts use a folded name, and which names a text uses.

    Texts are ordered by the names they use, so that no name of a file decides which `most` of them
    are looked at; those that use the same names tell the same story. `unread` gathers the names
    for which more texts than that would have had to be looked at, and how many more.
    """

    using: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]  # of the names of a text, without small ones
    rank: Mapping[str, int]
    most: int = MOST_TEXTS
    unread: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: pd.DataFrame, most: int = MOST_TEXTS) -> Texts:
        """From a NAMES table with a column `folded`."""
        using: dict[str, set[str]] = {}
        names: dict[str, set[str]] = {}
        for source, folded in zip(rows["source"], rows["folded"], strict=True):
            using.setdefault(folded, set()).add(source)
            names.setdefault(source, set()).add(folded)
        order = sorted(names, key=lambda source: (_digest(names[source]), source))
        rank = {source: place for place, source in enumerate(order)}
        return cls(
            {name: tuple(sorted(found, key=rank.__getitem__)) for name, found in using.items()},
            {source: frozenset(found) for source, found in names.items()},
            {source: _long_words(found) for source, found in names.items()},
            rank,
            most,
        )

    def first(self, sources: Iterable[str]) -> list[str]:
        """The first `most` of these sources, those with the least rank."""
        return sorted(sources, key=self.rank.__getitem__)[: self.most]

    def together(self, a: str, b: str) -> bool:
        """Does a text use both names?"""
        few, many = sorted((a, b), key=lambda name: len(self.using[name]))
        return any(many in self.names[source] for source in self.using[few])

    def one_story(self, a: str, b: str, least: int = _SHARED) -> bool:
        """Do a text of `a` and another of `b` share other names, at least `least`?"""
        pairs = itertools.product(self.using[a][: self.most], self.using[b][: self.most])
        found = any(self.alike(s, t, {a, b}, least) for s, t in pairs)
        if not found:
            for name in (a, b):
                self.note(name, len(self.using[name]))
        return found

    def note(self, name: str, texts: int) -> None:
        """Keep that of the texts of a name only the first were looked at, if that is so."""
        if texts > self.most:
            self.unread[name] = max(self.unread.get(name, 0), texts - self.most)

    def alike(self, one: str, two: str, apart: set[str], least: int = _SHARED) -> bool:
        """Do two texts share as many names besides `apart` as one story asks for?

        Names of several words are rarely alike by chance: where two of `apart` are, words in common
        count as names do.
        """
        if one == two:
            return False
        fewer = min(len(self.names[one]), len(self.names[two]))
        long = fewer >= _LONG_CAST
        if long or sum(" " in name for name in apart) < 2:
            common = (self.names[one] & self.names[two]) - apart
        else:
            common = (self.words[one] & self.words[two]) - _long_words(apart)
        return len(common) >= max(least, (_SHARE_LONG if long else _SHARE) * (fewer - 1))


def _long_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in name.split() if len(word) >= _MIN_WORD)


def _digest(names: Iterable[str]) -> bytes:
    return hashlib.blake2b("\x1f".join(sorted(names)).encode(), digest_size=16).digest()


def _acronym(name: str) -> bool:
    """Letters that stand for words: one more or less is another body."""
    letters = [c for c in name if c.isalpha()]
    return " " not in name.strip() and len(letters) <= 6 and "".join(letters).isupper()


def _country(name: str) -> bool:
    """A territory or its people: known names, some of them a letter apart."""
    form = _form(name)
    return form is not None and form.form != "capital"


def _form(name: str) -> forms.Form | None:
    known = forms.forms()
    return known.get(forms.normal(name)) or known.get(name)


def _candidates(
    kinds: Mapping[str, set[str]],
) -> tuple[list[tuple[str, str]], tuple[tuple[str, int], ...]]:
    """Pairs of names with a key in common, sorted, and the keys that too many names have.

    Persons come first: what is read as a place or a body is held against them by their keys.
    """
    by_key: dict[str, list[str]] = {}
    for name in sorted(kinds, key=lambda name: ("PERSON" not in kinds[name], name)):
        for key in set(_keys(name, kinds[name])):
            by_key.setdefault(key, []).append(name)
        for key in set(_person_keys(name)):
            if "PERSON" in kinds[name] or key in by_key:
                by_key.setdefault(key, []).append(name)
    pairs, cut = set[tuple[str, str]](), []
    for key, names in sorted(by_key.items()):
        if len(names) > MOST_OF_A_KEY:
            cut.append((key, len(names)))
            continue
        pairs.update(itertools.combinations(sorted(names), 2))
    return sorted(pairs), tuple(cut)


def _keys(name: str, kinds: set[str]) -> Iterator[str]:
    """What a name shares with its variants: letters, consonants, letters but one, words but one."""
    letters, parts = spelling.joined(name), spelling.words(name)
    if not spelling.MIN_LETTERS <= len(letters) <= spelling.MAX_LETTERS:
        return
    yield f"letters {letters}"
    bones = [spelling.skeleton(word) for word in parts]
    yield f"consonants {' '.join(bones)}"
    if kinds and len(letters) >= spelling.MIN_EXCHANGE and (len(parts) == 1 or kinds != {"PERSON"}):
        yield f"but one {letters}"
        yield from (f"but one {letters[:n]}{letters[n + 1 :]}" for n in range(len(letters)))


def _person_keys(name: str) -> Iterator[str]:
    """What a person's name shares with its variants: the surname, or a given name."""
    bones = [spelling.skeleton(word) for word in spelling.words(name)]
    if len(name) <= spelling.MAX_LETTERS:
        yield f"surname {bones[-1]}"
        yield from (f"given {bone}" for bone in {*bones[:1], *bones[-2:-1]} if len(bones) > 1)


def _variant(a: str, b: str, kinds: Mapping[str, set[str]], texts: Texts) -> Variant | None:
    """The two names as variants, if their kinds allow it and the texts are of one story.

    What kind an unknown name is, is a guess of the pipeline: two of other kinds may be one. Beside
    a person, a full name is held for a person's.
    """
    lone = " " not in a and " " not in b
    full = " " in a and " " in b and "PERSON" in kinds[a] | kinds[b]
    for kind in sorted(kinds[a] & kinds[b]) or ["PERSON" if full else _UNSURE]:
        judged = spelling.compare(a, b, "LOC" if kind == _UNSURE else kind)
        if judged is None:
            continue
        rule = judged.steps[0].rule
        if rule != "spelled-apart":
            sure = min(len(a), len(b)) >= _MIN_UNSURE and rule == "same-sound"
            if texts.together(a, b) or (kind == _UNSURE and not (lone and sure)):
                continue
        least = _SHARED_OF_LONE if lone and kind == "PERSON" else _SHARED
        if texts.one_story(a, b, least):
            return Variant(a, b, judged)
    return None


def _without_contradictions(found: list[Variant], texts: Texts) -> list[Variant]:
    """The links without those to a name that a better link tells apart: of two names that one text
    uses side by side, a third can be a variant of one only."""
    by_name: dict[str, list[Variant]] = {}
    for link in found:
        by_name.setdefault(link.a, []).append(link)
        by_name.setdefault(link.b, []).append(link)
    worse: set[tuple[str, str]] = set()
    for name, links in by_name.items():
        for one, two in itertools.combinations(links, 2):
            if _apart(_other(one, name), _other(two, name), texts):
                best = min(one.rank, two.rank)
                worse.update((link.a, link.b) for link in (one, two) if link.rank > best)
                if one.rank == two.rank:
                    worse.update((link.a, link.b) for link in (one, two))
    return [link for link in found if (link.a, link.b) not in worse]


def _other(link: Variant, name: str) -> str:
    return link.b if link.a == name else link.a


def _apart(a: str, b: str, texts: Texts) -> bool:
    """Are two names of one text two things? Not if only spaces tell them apart."""
    return a != b and spelling.joined(a) != spelling.joined(b) and texts.together(a, b)


def _joined(found: list[Variant], texts: Texts) -> Variants:
    """Chains of variants as entities, the surest links first; no entity twice in one text."""
    group: dict[str, frozenset[str]] = {}
    kept: list[Variant] = []
    for link in sorted(found, key=lambda v: (v.rank, v.a, v.b)):
        one, two = (group.get(name, frozenset({name})) for name in (link.a, link.b))
        if one != two and any(_apart(a, b, texts) for a in one for b in two):
            continue
        kept.append(link)
        group.update(dict.fromkeys(one | two, one | two))
    of = {name: min(names) for name, names in group.items()}
    links: dict[str, list[Variant]] = {}
    for link in kept:
        links.setdefault(of[link.a], []).append(link)
    return Variants(of, {entity: tuple(made) for entity, made in links.items()})
