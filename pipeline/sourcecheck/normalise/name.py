"""Names: from the form in a text to a normal form, and what forms of one name have in common.

Pure functions on strings. What is a country or a demonym is read from
`resources/territories.toml`, suffixes and particles from `resources/names.toml`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from sourcecheck import resources

#: Names repeat; the forms of so many are kept, and a text full of names does not grow the memory.
_REMEMBERED = 65_536

_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’]|['’])$", re.IGNORECASE)
_EDGE = ' \t\n\r\u00a0,;:.!?"“”()[]{}<>*_|-–—'
_HYPHENS = re.compile(r"[-‐‑–]")

TerritoryForm = Literal["name", "demonym", "capital"]


@dataclass(frozen=True, slots=True)
class Territory:
    """A country, part, region or former state: an entry of `resources/territories.toml`."""

    code: str
    name: str
    kind: str  # "state", "part", "region", "former"
    last_year: int | None = None  # of a former state


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a territory's name, with the territories it may stand for."""

    text: str
    form: TerritoryForm
    territories: tuple[Territory, ...]
    unsure: bool  # means other things too ("Jordan", "Polish")


@functools.lru_cache(maxsize=_REMEMBERED)
def normal(text: str) -> str:
    """`text` without article, possessive and stray punctuation, white space folded.

    "the  Acme Corp.'s" gives "Acme Corp."; a dot after an abbreviation is kept.
    """
    folded = _SPACE.sub(" ", text).strip()
    folded = _POSSESSIVE.sub("", folded).strip()
    stripped = folded.strip(_EDGE)
    if folded.endswith(".") and _ends_abbreviated(folded):
        stripped += "."
    bare = _ARTICLE.sub("", stripped, count=1) if _ARTICLE.match(stripped) else stripped
    return bare or stripped or folded


def _ends_abbreviated(text: str) -> bool:
    last = text.rsplit(" ", 1)[-1].rstrip(".")
    dotted = "." in last or len(last) == 1
    return dotted or last.casefold() in {"corp", "inc", "ltd", "co", "jr", "sr", "bros"}


@functools.lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """What two spellings of one form share: no case, dots, hyphens or double spaces."""
    return _HYPHENS.sub(" ", normal(text).replace(".", "").replace("’", "'")).casefold()


@functools.cache
def forms() -> dict[str, Form]:
    """Every written form of a territory (name, other name, demonym, capital) to what it stands for.

    A form that several states share ("Korean", "Congolese") lists them all.
    """
    found: dict[str, Form] = {}
    for code, entry in resources.load("territories").items():
        territory = Territory(code, entry["name"], entry["kind"], entry.get("to"))
        names = [entry["name"], *entry.get("other", ())]
        groups: list[tuple[TerritoryForm, list[str]]] = [
            ("name", names),
            ("demonym", entry.get("demonyms", [])),
            ("capital", [entry["capital"]] if "capital" in entry else []),
        ]
        for form, texts in groups:
            for text in texts:
                _add(found, text, form, territory, text in entry.get("unsure", ()))
    return found


def _add(
    found: dict[str, Form], text: str, form: TerritoryForm, territory: Territory, unsure: bool
) -> None:
    """Names win over capitals (Luxembourg), states of today over former ones (Moscow)."""
    old = found.get(text)
    if old is None or (old.form == "capital" and form != "capital"):
        found[text] = Form(text, form, (territory,), unsure)
    elif form == "capital":
        if old.form == form and old.territories[0].kind == "former":
            found[text] = Form(text, form, (territory,), unsure)
    elif old.form == form:
        found[text] = Form(text, form, (*old.territories, territory), old.unsure or unsure)


@functools.cache
def territories() -> dict[str, Territory]:
    """Territories by canonical name."""
    return {
        entry["name"]: Territory(code, entry["name"], entry["kind"], entry.get("to"))
        for code, entry in resources.load("territories").items()
    }


@functools.cache
def prefixes() -> dict[str, str]:
    """Combining forms and the country of each: "Sino" to "China"."""
    return {
        prefix: entry["name"]
        for entry in resources.load("territories").values()
        for prefix in entry.get("prefixes", ())
    }


def territory(text: str) -> Territory | None:
    """The one territory that `text` names ("the U.S.'s"), or None; demonyms are not names."""
    form = forms().get(normal(text)) or forms().get(_SPACE.sub(" ", text).strip())
    if form is None or form.form != "name" or len(form.territories) != 1:
        return None
    return form.territories[0]


def governed_from(capital: str) -> str:
    """The country whose capital has this name; "" if none."""
    form = forms().get(capital)
    return form.territories[0].name if form and form.form == "capital" else ""


def existed(country: str, year: int | None) -> bool:
    """Had the state not yet ended by `year`? True where either is unknown."""
    found = territories().get(country)
    return found is None or found.last_year is None or year is None or year <= found.last_year


def is_country(name: str) -> bool:
    """Is `name` the canonical name of a state, of today or former? Regions and parts are not."""
    found = territories().get(name)
    return found is not None and found.kind in ("state", "former")


def demonym(text: str) -> tuple[str, ...]:
    """Canonical names of the territories whose people or adjective `text` is; () if none."""
    form = forms().get(normal(text))
    if form is None or form.form != "demonym":
        return ()
    return tuple(territory.name for territory in form.territories)


def compound(text: str) -> tuple[str, ...]:
    """The countries of a compound such as "Anglo-Irish" or "Franco-German"; () if it is none.

    The first part must be a combining form or a demonym, each other part a demonym or a name.
    """
    parts = _HYPHENS.split(normal(text))
    if len(parts) < 2:
        return ()
    found: list[str] = []
    for index, part in enumerate(parts):
        prefix = prefixes().get(part.capitalize()) if index < len(parts) - 1 else None
        form = forms().get(part) or forms().get(part.capitalize())
        people = form and form.form == "demonym" and form.territories[0].kind != "region"
        place = index and form and form.form == "name" and len(form.territories) == 1
        if prefix:
            found.append(prefix)
        elif form and (people or place):
            found.append(form.territories[0].name)
        else:
            return ()
    return tuple(dict.fromkeys(found))


def words(text: str) -> tuple[str, ...]:
    """The words of a name, without dots at their ends, for comparing names."""
    return tuple(word.strip(".,") for word in normal(text).split() if word.strip(".,"))


def surname(text: str) -> str:
    """The family name at the end of a Western full name, with its particles; "" of one word."""
    parts = list(words(text))
    rules = resources.load("names")
    while len(parts) > 1 and parts[-1].casefold() in rules["generations"]:
        parts.pop()
    if len(parts) < 2:
        return ""
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in rules["particles"]:
        start -= 1
    return " ".join(parts[start:])


def is_organisation(text: str) -> bool:
    """Does the last word show an organisation ("… Corp.", "… University")?"""
    parts = words(text)
    return len(parts) > 1 and parts[-1].casefold() in resources.load("names")["organisation_heads"]


@functools.lru_cache(maxsize=_REMEMBERED)
def without_legal_form(text: str) -> str:
    """An organisation's name without "Corp.", "Inc." and the like; unchanged if nothing is left."""
    parts = list(normal(text).split())
    legal = resources.load("names")["legal_forms"]
    while len(parts) > 1 and parts[-1].strip(".,").casefold() in legal:
        parts.pop()
    return " ".join(parts).rstrip(",")


def is_person_form(short: str, full: str) -> bool:
    """May `short` be a shorter form of the person `full`?

    The words of `short` occur in `full` in this order; an initial fits a word that begins with it.
    """
    rest = iter(words(full))
    return all(any(_fits(a, b) for b in rest) for a in words(short))


def _fits(a: str, b: str) -> bool:
    a, b = a.casefold(), b.casefold()
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def initials_fit(acronym: str, full: str) -> bool:
    """Are the letters of `acronym` the initials of `full`, small words left out or in?"""
    letters = acronym.replace(".", "").casefold()
    parts = [part for word in full.split() for part in _HYPHENS.split(word) if part]
    big = "".join(part[0] for part in parts if part[0].isupper()).casefold()
    every = "".join(part[0] for part in parts).casefold()
    return len(letters) > 1 and letters in (big, every)
