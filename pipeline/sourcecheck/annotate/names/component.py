"""`sourcecheck_names`: writes the span group "names".

And of organisations: initials defined in brackets, short forms, and one canonical form each.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from dataclasses import replace

from spacy.tokens import Doc

from sourcecheck import resources
from sourcecheck.annotate import mentions
from sourcecheck.annotate.names import ner, persons, places
from sourcecheck.annotate.names.found import Found, free_of
from sourcecheck.annotate.view import View, view_of
from sourcecheck.normalise import name as names


class Names:
    """Mends what the NER found, adds what it missed, and joins the forms of one name.

    Works on any pipeline: without NER it finds countries, demonyms and known initials; without a
    parser it leaves out what needs grammar. Names of days are left to `sourcecheck_dates`, if it
    ran before.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`; nothing but the group "names" is changed."""
        found = _no_days(named(view_of(doc)), doc)
        mentions.write(doc, "names", (item.mention() for item in found))
        return doc


def _no_days(found: list[Found], doc: Doc) -> list[Found]:
    """The names without those of days: "May Day" is a date already."""
    dates = {(m.span.start, m.span.end) for m in mentions.read(doc, "dates")}
    return [item for item in found if item.kind != "EVENT" or (item.start, item.end) not in dates]


def named(view: View) -> list[Found]:
    """The names of a document, each with its canonical form, in order; no references."""
    found = ner.voted(ner.without_openers(view, ner.entities(view)))
    found = places.corrected(view.text, found)
    found = ner.with_missed(view, found)
    found = persons.with_titled(view, found)
    found = organisations(view, found)
    found = persons.resolve(view, found)
    return _canonical(found)


def _canonical(found: list[Found]) -> list[Found]:
    """Names without canonical form yet: one form for all spellings that differ in little."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for item in found:
        if not item.entities:
            forms[names.key(item.text)][item.normal] += 1
    best = {
        key: min(counts, key=lambda form: (form.isupper(), -counts[form], form))
        for key, counts in forms.items()
    }
    stated = {entity for item in found if item.kind == "LOC" for entity in item.entities}
    return [
        replace(item, entities=_settled(item, stated) or (best[names.key(item.text)],))
        for item in found
    ]


def _settled(item: Found, stated: set[str]) -> tuple[str, ...]:
    """For a demonym that several countries share ("Korean"), the ones that the text names.

    A compound ("Franco-German") means all its countries.
    """
    if len(item.entities) < 2 or item.how == "compound":
        return item.entities
    here = tuple(entity for entity in item.entities if entity in stated)
    return here or item.entities


_DEFINED = re.compile(r"\(\s?[\"“']?([A-Z][A-Za-z]?[A-Z.&]{1,8})[\"”']?\s?\)")
_INITIALS = re.compile(r"(?<![\w.])[A-Z](?:[A-Za-z.&]{0,8}[A-Z.])(?![\w])")
_RUN = re.compile(r"[^\s()\[\]\"“”;:,]+")


@functools.cache
def _known() -> dict[str, str]:
    return {
        short: full
        for full, forms in resources.load("names")["initials"].items()
        for short in forms
    }


def organisations(view: View, found: list[Found]) -> list[Found]:
    """`found` with initials, defined in the document or widely known, joined to full names."""
    defined = _defined(view, found)
    full_names = {item.end: item for item in defined.values()}
    shorts = {short: item.text for short, item in defined.items()}
    shorts.update((s, f) for s, f in _known().items() if s not in shorts)
    kinds = {short: item.kind for short, item in defined.items()}
    initials = [
        Found(
            m.start(),
            m.end(),
            kinds.get(m.group(), "ORG"),
            m.group(),
            (names.normal(shorts[m.group()]),),
            "initials",
        )
        for m in _INITIALS.finditer(view.text)
        if m.group() in shorts
    ]
    spans = {(item.start, item.end) for item in initials}
    rest = [item for item in found if (item.start, item.end) not in spans]
    longer = [item for item in rest if item.end not in full_names]
    return _short_forms(_unglued(free_of(longer, [*full_names.values(), *initials])))


def _unglued(found: list[Found]) -> list[Found]:
    """Acme and Miller for "Acme's Miller", called one organisation, if Acme is named elsewhere."""
    known = {item.normal for item in found if item.kind == "ORG"}
    result = []
    for item in found:
        parts = re.match(r"(\S+(?: \S+)*)['’]s (?=[A-Z])", item.text)
        if item.kind == "ORG" and parts and parts.group(1) in known:
            middle = item.start + len(parts.group(1))
            result.append(Found(item.start, middle, "ORG", parts.group(1)))
            rest = item.text[parts.end() :]
            if " " not in rest:
                result.append(Found(item.end - len(rest), item.end, "PERSON", rest))
            continue
        result.append(item)
    return result


def _defined(view: View, found: list[Found]) -> dict[str, Found]:
    """Initials to the full name before their bracket: "International Energy Agency (IEA)"."""
    by_end = {item.end: item for item in found}
    result: dict[str, Found] = {}
    for match in _DEFINED.finditer(view.text):
        short = match.group(1)
        window = max(0, match.start() - 40)
        end = window + len(view.text[window : match.start()].rstrip())
        known = by_end.get(end)
        start = _run_start(view.text, end, short)
        if start < 0 or short in result:
            continue
        text = view.text[start:end]
        if known and known.kind in ("PERSON", "NORP"):
            continue
        if known is None and not names.is_organisation(text):
            continue
        if known and known.start < start and known.kind in ("ORG", "EVENT"):
            start, text = known.start, known.text
        whole = known is not None and known.start <= start
        kind = known.kind if known and whole and not names.is_organisation(text) else "ORG"
        result[short] = Found(start, end, kind, text, (names.normal(text),), "defined")
    return result


def _run_start(text: str, end: int, short: str) -> int:
    """Where the words before `end` begin whose initials are `short`; -1 if there are none."""
    begin = max(0, end - 40 * len(short))
    words = list(_RUN.finditer(text, begin, end))
    for count in range(2, len(short) + 4):
        if count > len(words):
            break
        first = words[-count]
        if first.group()[0].isupper() and names.initials_fit(short, text[first.start() : end]):
            return first.start()
    return -1


def _short_forms(found: list[Found]) -> list[Found]:
    """Each organisation under its fullest form: "Acme" and "Acme Corp." are one."""
    counts: Counter[str] = Counter(item.normal for item in found if item.kind == "ORG")
    fullest: dict[str, str] = {}
    for form in sorted(counts, key=lambda form: (-len(form), form)):
        fullest.setdefault(names.key(names.without_legal_form(form)), form)
    result = []
    for item in found:
        full = fullest.get(names.key(names.without_legal_form(item.normal)))
        if full and not item.entities and item.kind in ("ORG", "PERSON", "LOC"):
            how = item.how if item.normal == full else "short form"
            if item.kind == "ORG" or full != item.normal:
                item = replace(item, kind="ORG", entities=(full,), how=how)
        result.append(item)
    return result
