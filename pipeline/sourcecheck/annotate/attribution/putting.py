"""Who puts a figure where: "the ministry put the toll at 40", "a survey gave the depth as 10 km".

No clause depends on such a verb, so that it is no act of speech; what it places is attributed all
the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sourcecheck import resources
from sourcecheck.annotate.attribution.spans import Said
from sourcecheck.annotate.attribution.speakers import Names, speaker
from sourcecheck.annotate.names.layout import Layout


def find(layout: Layout, named: Names) -> Iterator[Said]:
    """What is placed at or as a figure, with whose placing it is."""
    if not layout.parsed:
        return
    verbs = resources.load("attribution")["putting"]
    for token in layout.doc:
        if token.tag_[:2] != "VB" or token.lemma_.casefold() not in verbs:
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        figure = _figure(token, verbs[token.lemma_.casefold()])
        placed = next((c for c in token.children if c.dep_ == "obj"), None)
        if subject is None or figure is None or placed is None or placed.i > figure.i:
            continue
        if said_by := speaker(subject, token, named, layout.text):
            start, last = placed.left_edge.idx, figure.right_edge
            yield Said(start, last.idx + len(last), said_by, "asserted", token.text)


def _figure(verb: Token, prepositions: list[str]) -> Token | None:
    """The word behind "at" or "as" that has or is a figure."""
    for child in verb.rights:
        if child.dep_.startswith("obl") and any(c.lower_ in prepositions for c in child.lefts):
            near = (child, *child.lefts)
            if any(t.like_num or t.pos_ == "NUM" or any(map(str.isdigit, t.text)) for t in near):
                return child
    return None
