"""One spaCy pipeline: a trained one (ours, or any that is named) and our components."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sourcecheck import resources
from sourcecheck.annotate import pieces
from sourcecheck.annotate.encoder import reading
from sourcecheck.annotate.pieces import begun
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
        return spacy.load(folder)
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
    (`pieces.py`); what was left unparsed is listed by `pieces.skipped(doc)`.
    """
    return annotate_text(nlp, source.text, reference_date=source.published.value)


def annotate_text(nlp: Language, text: str, *, reference_date: str = "") -> Doc:
    """As `annotate`, for a text alone; `reference_date` is EDTF, "" if unknown."""
    doc = pieces.parse(nlp, text, without=COMPONENTS)
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
        short = iter(_parsed(nlp, [text for text, _, _ in batch if pieces.is_short(text)]))
        for text, reference_date, key in batch:
            doc = next(short) if pieces.is_short(text) else pieces.parse(nlp, text, COMPONENTS)
            yield _finished(nlp, doc, reference_date), key


def _batches(texts: Iterable[tuple[str, str, Key]]) -> Iterator[list[tuple[str, str, Key]]]:
    batch: list[tuple[str, str, Key]] = []
    size = 0
    try:
        for item in texts:
            batch.append(item)
            size += len(item[0])
            if len(batch) == BATCH or size > pieces.PIECE:
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
