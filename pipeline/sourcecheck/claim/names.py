"""The names of a document: as rows of a table, and as claims of how it writes them."""

from __future__ import annotations

import re
from typing import Any

from sourcecheck.claim.page import Page, claim_id, lead_end, sentence_of
from sourcecheck.model.claim import Claim
from sourcecheck.model.mention import Mention
from sourcecheck.model.name import Name
from sourcecheck.normalise.name import territory

#: Kinds of name of which it is told how they are written, and the property of such a claim.
_SPELLED_KINDS = ("PERSON", "LOC", "ORG", "NORP")
#: Rules that found no name of a thing's own: what refers to one, and peoples of countries.
_NO_SPELLING = ("pronoun", "description", "demonym", "compound")
_SPELLED = "name"
_WORD = re.compile(r"[^\W\d_]+")


def names(page: Page) -> list[dict[str, Any]]:
    """The names of one document as rows of `tables.NAMES`: one a canonical name, forms sorted."""
    forms: dict[str, set[str]] = {}
    kinds: dict[str, str] = {}
    counts: dict[str, int] = {}
    lead, led = lead_end(page.layers.doc), set[str]()
    for mention in page.layers.named:
        if mention.name is None:
            continue
        for entity in mention.name.entities:
            counts[entity] = counts.get(entity, 0) + 1
            kind = "LOC" if mention.name.kind == "NORP" else mention.name.kind
            kinds.setdefault(entity, kind)
            if mention.span.start < lead:
                led.add(entity)
            if mention.name.how not in ("pronoun", "description"):
                forms.setdefault(entity, {entity}).add(mention.name.text)
    return [
        {
            "source": page.source.id,
            "name": entity,
            "kind": kinds[entity],
            "forms": tuple(sorted(forms.get(entity, {entity}))),
            "mentions": counts[entity],
            "lead": entity in led,
        }
        for entity in sorted(counts)
    ]


def spellings(page: Page) -> list[Claim]:
    """How one document writes its names: a claim for each name and form, at its first mention.

    Countries and their peoples are left out: their forms are known. So are pronouns, descriptions
    and what stands for several names.
    """
    made: dict[tuple[str, str], Claim] = {}
    for mention in page.layers.named:
        name = mention.name
        if name is None or len(name.entities) != 1 or not _is_spelled(name.kind, name.entities[0]):
            continue
        if name.how in _NO_SPELLING or territory(name.entities[0]) is not None:
            continue
        key = name.entities[0], name.text
        if key not in made:
            made[key] = _spelling(page, mention, name)
    return list(made.values())


def _is_spelled(kind: str, entity: str) -> bool:
    """A name of no known kind may be a person's if it has two words or more."""
    return kind in _SPELLED_KINDS or (kind == "OTHER" and len(_WORD.findall(entity)) > 1)


def _spelling(page: Page, mention: Mention, name: Name) -> Claim:
    """That a document writes a name in this form."""
    return Claim(
        id=claim_id(page, mention, _SPELLED),
        source=page.source.id,
        span=mention.span,
        kind="name",
        property=_SPELLED,
        subjects=name.entities,
        text=name.text,
        sentence=sentence_of(page, page.layers.tokens(mention)),
        rules=(f"name:{name.how}",),
    )
