"""Where annotations live on a Doc: exact character spans with their records, beside span groups.

`doc._.mentions` is every mention in order of offsets, with exact character offsets (a mention
may end inside a token: "5" of "5km"). The span groups `doc.spans["dates"]`, `["quantities"]`,
`["names"]`, `["attributes"]`, `["statements"]` hold the same mentions widened to whole tokens,
for use with spaCy's own tools; `span._.mention` gives the record of such a span.

Records are stored in `doc.user_data` as plain data, so that a Doc can be pickled, sent to another
process (`nlp.pipe(n_process=2)`) or written to a DocBin.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span

from sourcecheck.model.codec import from_plain, to_plain
from sourcecheck.model.mention import Mention

#: Span group of each kind of mention.
GROUPS = {
    **dict.fromkeys(("quantity", "money", "percent", "count", "ordinal"), "quantities"),
    **dict.fromkeys(
        (
            "duration", "date", "date_range", "datetime", "datetime_range",
            "time", "time_range", "set", "date_ref",
        ),
        "dates",
    ),
    "name": "names",
    "attribute": "attributes",
    "statement": "statements",
}  # fmt: skip
_STORE = "sourcecheck.mentions"


def write(doc: Doc, group: str, mentions: Iterable[Mention]) -> None:
    """Store `mentions` on `doc` as the whole of `group`, replacing what the group held."""
    ordered = sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.kind))
    if strange := [m.kind for m in ordered if GROUPS[m.kind] != group]:
        raise ValueError(f"{strange[0]} is no mention of {group}")
    store: dict[str, list[Any]] = doc.user_data.setdefault(_STORE, {})
    store[group] = [to_plain(m) for m in ordered]
    spans = (
        doc.char_span(m.span.start, m.span.end, label=m.kind, alignment_mode="expand")
        for m in ordered
    )
    doc.spans[group] = [span for span in spans if span is not None]


def read(doc: Doc, group: str) -> tuple[Mention, ...]:
    """The mentions of one group, in order of offsets."""
    return tuple(from_plain(Mention, m) for m in doc.user_data.get(_STORE, {}).get(group, ()))


def _all(doc: Doc) -> tuple[Mention, ...]:
    found = [m for group in dict.fromkeys(GROUPS.values()) for m in read(doc, group)]
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _of(span: Span) -> Mention | None:
    """The mention that a span of one of our groups stands for: same label, same tokens."""
    for mention in read(span.doc, GROUPS.get(span.label_, "")):
        widened = span.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if (
            mention.kind == span.label_
            and widened is not None
            and ((widened.start, widened.end) == (span.start, span.end))
        ):
            return mention
    return None


Doc.set_extension("mentions", getter=_all, force=True)
Span.set_extension("mention", getter=_of, force=True)
Doc.set_extension("reference_date", default="", force=True)  # EDTF; "" is unknown
