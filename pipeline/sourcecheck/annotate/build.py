"""One spaCy pipeline: a trained one (ours, or any that is named) and our components; and its parse.

A text is parsed piece by piece where it is long, and behind its dateline.

Long texts: bounded memory, exact offsets, time in proportion to length. A text is cut at paragraph,
sentence or word boundaries into pieces of about `PIECE` characters; each goes through the trained
pipeline, and the results are joined into one Doc of the whole text. A stretch without any white
space that is longer than `RUN` characters (base64, a dump, one endless word) is no prose: spaCy's
tokenizer would take quadratic time over it. It becomes plain tokens without analysis, and is listed
by `skipped`.

News opens with a dateline: "HARBOUR CITY (Agency) - Two miners …". A parser takes the place for the
subject of the first sentence and the news for its apposition; so the dateline is made a sentence of
its own before a text is parsed (`begun`).
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sourcecheck import resources
from sourcecheck.annotate.encoder import reading
from sourcecheck.annotate.layout.stamps import dateline
from sourcecheck.errors import BadUse, SourcecheckError
from sourcecheck.model.source import Source
from sourcecheck.settings import Settings

#: Our components, in the order in which they need each other.
COMPONENTS = (
    "sourcecheck_encoder", "sourcecheck_dates", "sourcecheck_quantities", "sourcecheck_names",
    "sourcecheck_coreference", "sourcecheck_attributes", "sourcecheck_attribution",
)  # fmt: skip
ENCODER = COMPONENTS[0]
OURS = "en_sourcecheck"
#: Short texts that go through the trained pipeline together.
BATCH = 32

Key = TypeVar("Key")


def load(settings: Settings) -> Language:
    """The pipeline that `settings.pipeline_name` names, or our own, with our components added.

    The names of our own come from the encoder, those of others from their own NER. Raises BadUse,
    saying what to do, if there is no such pipeline or encoder.
    """
    # registers them, so that a checkout works like an installation
    importlib.import_module("sourcecheck.annotate.factories")
    nlp = _trained(settings.pipeline_name)
    encoder = settings.matching_encoder
    if encoder:
        reading.load(encoder)  # what is wrong with it is said before the first document
    if ENCODER not in nlp.pipe_names:
        nlp.add_pipe(ENCODER, config={"names": False})
    component: Any = nlp.get_pipe(ENCODER)
    component.encoder, component.vectors = encoder or "default", bool(encoder)
    for name in COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    return nlp


def _trained(name: str) -> Language:
    if not name:
        folder = resources.FOLDER / OURS
        if not (folder / "config.cfg").is_file():
            raise BadUse(
                f"the trained English pipeline is missing from this installation ({OURS}); "
                "install sourcecheck again, or name an installed spaCy pipeline as "
                "[pipeline] name in sourcecheck.toml"
            )
        return _ours(folder)
    if name.startswith("blank:"):
        return _blank(name.removeprefix("blank:"))
    try:
        return spacy.load(Path(name) if Path(name).is_dir() else name)
    except (OSError, ValueError, ImportError) as error:
        raise BadUse(
            f"the spaCy pipeline {name!r} cannot be loaded ({_first_line(error)}); install it "
            f"(python -m spacy download {name}), give the path of a pipeline folder, or leave "
            "[pipeline] name out to use our own"
        ) from error


def _ours(folder: Path) -> Language:
    """The pipeline of this folder, its tokenizer made once, of the rules stored with it.

    spaCy would first make one of its own rules for English, to replace it by the stored one.
    """
    as_stored = "nlp.tokenizer.@tokenizers"
    nlp = spacy.load(folder, config={as_stored: "sourcecheck.stored_tokenizer.v1"})
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "spacy.Tokenizer.v1"}  # as in the folder
    return nlp


def _blank(language: str) -> Language:
    try:
        return spacy.blank(language)
    except (ImportError, ValueError) as error:
        raise BadUse(f"spaCy knows no language {language!r} for a blank pipeline") from error


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def describe(nlp: Language) -> dict[str, str]:
    """`name` and `version` of the pipeline, and `components`, its parts in order."""
    meta = nlp.meta
    return {
        "name": f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_"),
        "version": str(meta.get("version", "")),
        "components": ", ".join(nlp.pipe_names),
    }


def annotate(nlp: Language, source: Source) -> Doc:
    """`source` with all annotations; `doc.text == source.text`, so that offsets are exact.

    The publication date becomes `doc._.reference_date`. A long text is parsed piece by piece
    (`parse`); what was left unparsed is listed by `skipped(doc)`.
    """
    return annotate_text(nlp, source.text, reference_date=source.published.value)


def annotate_text(nlp: Language, text: str, *, reference_date: str = "") -> Doc:
    """As `annotate`, for a text alone; `reference_date` is EDTF, "" if unknown."""
    doc = parse(nlp, text, without=COMPONENTS)
    doc._.reference_date = reference_date
    for name in COMPONENTS:
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    return doc


def annotate_many(
    nlp: Language, texts: Iterable[tuple[str, str, Key]]
) -> Iterator[tuple[Doc, Key]]:
    """Docs of (text, reference date, key) with their keys, in order; faster than one by one.

    Texts are taken in batches of `BATCH`: memory stays bounded however many there are.
    """
    for batch in _batches(texts):
        short = iter(_parsed(nlp, [text for text, _, _ in batch if is_short(text)]))
        for text, reference_date, key in batch:
            doc = next(short) if is_short(text) else parse(nlp, text, COMPONENTS)
            yield _finished(nlp, doc, reference_date), key


def _batches(texts: Iterable[tuple[str, str, Key]]) -> Iterator[list[tuple[str, str, Key]]]:
    batch: list[tuple[str, str, Key]] = []
    size = 0
    try:
        for item in texts:
            batch.append(item)
            size += len(item[0])
            if len(batch) == BATCH or size > PIECE:
                yield batch
                batch, size = [], 0
    except SourcecheckError:  # a bad line: what came before it is answered first
        yield batch
        raise
    yield batch


def _parsed(nlp: Language, texts: list[str]) -> list[Doc]:
    docs = (begun(nlp, text) for text in texts)
    return list(nlp.pipe(docs, disable=[name for name in COMPONENTS if name in nlp.pipe_names]))


def _finished(nlp: Language, doc: Doc, reference_date: str) -> Doc:
    doc._.reference_date = reference_date
    for name in COMPONENTS:
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    return doc


#: Longest piece that is parsed at once, in characters (about 5,000 words).
PIECE = 25_000
#: Longest stretch without white space that is taken for words.
RUN = 1_000
#: Tokens into which a stretch without analysis is cut.
_BLOCK = 500
_NO_PROSE = re.compile(rf"\S{{{RUN + 1},}}")
#: Where a piece may end, best first: between paragraphs, lines, sentences, words.
_CUTS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?][\"”’)]*\s"),
    re.compile(r"\s"),
)
_STORE = "sourcecheck.unparsed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `[start, end)` of a text; `prose` goes through the trained pipeline."""

    start: int
    end: int
    prose: bool


def parse(nlp: Language, text: str, without: Collection[str] = ()) -> Doc:
    """`text` through the pipeline `nlp`, leaving out the components `without`.

    The Doc has exactly the characters of `text`.
    """
    with nlp.select_pipes(disable=[name for name in without if name in nlp.pipe_names]):
        cut = list(pieces(text))
        docs = [_parsed_piece(nlp, text[p.start : p.end], p.prose) for p in cut]
    doc = docs[0] if len(docs) == 1 else _joined(nlp, docs)
    if doc.text != text:
        raise ValueError("the pipeline's tokens do not add up to the text")
    doc.user_data[_STORE] = [[p.start, p.end] for p in cut if not p.prose]
    return doc


def is_short(text: str) -> bool:
    """Is `text` one piece of prose, for which `parse` does nothing that `nlp` would not?"""
    return len(text) <= PIECE and not _NO_PROSE.search(text)


def skipped(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Offsets of the stretches of `doc` that are no prose and were not analysed."""
    return tuple((start, end) for start, end in doc.user_data.get(_STORE, ()))


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of `text`, in order, without gap or overlap; one empty piece for an empty text."""
    position = 0
    for run in _NO_PROSE.finditer(text):
        yield from _prose(text, position, run.start())
        yield Piece(run.start(), run.end(), prose=False)
        position = run.end()
    yield from _prose(text, position, len(text))
    if not text:
        yield Piece(0, 0, prose=True)


def _prose(text: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > PIECE:
        cut = _cut(text, start + PIECE // 2, start + PIECE)
        yield Piece(start, cut, prose=True)
        start = cut
    if end > start:
        yield Piece(start, end, prose=True)


def _cut(text: str, earliest: int, latest: int) -> int:
    """The last good place to cut between `earliest` and `latest`."""
    for pattern in _CUTS:
        best = -1
        for match in pattern.finditer(text, earliest, latest):
            best = match.end()
        if best > 0:
            return best
    return latest


def _parsed_piece(nlp: Language, text: str, prose: bool) -> Doc:
    if prose:
        return nlp(begun(nlp, text))
    words = [text[i : i + _BLOCK] for i in range(0, len(text), _BLOCK)]
    spaces = [False] * len(words)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    """One Doc; a stretch without analysis is one sentence of tokens that depend on its first."""
    for doc in docs:
        _complete(doc, docs)
    # spaCy's type stub does not know `exclude`
    joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
    if joined is None:
        raise AssertionError("no pieces to join")
    return joined


def _complete(doc: Doc, docs: list[Doc]) -> None:
    """Give unanalysed tokens sentence starts, so that the joined Doc has sentences throughout."""
    known = any(other.has_annotation("SENT_START") for other in docs)
    if known and not doc.has_annotation("SENT_START"):
        for token in doc:
            token.is_sent_start = token.i == 0


def begun(nlp: Language, text: str) -> Doc:
    """The tokens of `text`, not yet parsed, with a sentence beginning behind its dateline.

    Without a parser nothing is set: one sentence start alone would pass for all there are.
    """
    doc = nlp.make_doc(text)
    end = dateline(text) if "parser" in nlp.pipe_names else 0
    if end:
        first = bisect_left(doc, end, key=lambda token: token.idx)
        if 0 < first < len(doc):
            doc[first].is_sent_start = True
    return doc
