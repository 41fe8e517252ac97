"""The whole flow in one function: read → annotate → claim → checks → reconcile → review → report.

Start here. Each line of `check` is a stage, in the folder of its name.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sourcecheck import __version__, tables
from sourcecheck import settings as settings_module
from sourcecheck.annotate import build as annotate
from sourcecheck.annotate.build import skipped
from sourcecheck.annotate.encoder import reading as encoder
from sourcecheck.annotate.encoder.reading import Vectors
from sourcecheck.checks import within
from sourcecheck.checks.arithmetic import build as arithmetic
from sourcecheck.checks.cues import cues
from sourcecheck.claim import build as claim
from sourcecheck.claim.attempt import Careful
from sourcecheck.claim.build import identified
from sourcecheck.claim.page import page_of
from sourcecheck.claim.subject import names as names_of
from sourcecheck.claim.subject import spellings
from sourcecheck.claim.vector import surroundings
from sourcecheck.claim.vector import vectors as claim_vectors
from sourcecheck.engine import local
from sourcecheck.errors import in_words, present
from sourcecheck.model.claim import Claim
from sourcecheck.model.date import Date
from sourcecheck.model.decision import Evidence
from sourcecheck.model.finding import Report
from sourcecheck.model.source import Refusal, Source
from sourcecheck.normalise.edtf import from_edtf
from sourcecheck.read import dossier as read
from sourcecheck.reconcile.build import Reconciled, reconcile
from sourcecheck.reconcile.match import model
from sourcecheck.report import build as report
from sourcecheck.report.validate import sound_claims, sound_findings, validate
from sourcecheck.review import store
from sourcecheck.review.store import asked
from sourcecheck.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DECISIONS = "decisions.jsonl"

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one document contributes: rows of CLAIMS, NAMES, CHECKS and STATEMENTS, and warnings.

    Ids of claims may still occur twice: `claim.build` tells them apart for the whole dossier.
    """

    claims: Rows
    names: Rows
    checks: Rows
    statements: Rows
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The tables of a dossier (sourcecheck.tables), and what is to be said of them."""

    claims: pd.DataFrame
    names: pd.DataFrame
    checks: pd.DataFrame
    statements: pd.DataFrame
    said: tuple[str, ...]


def check(
    folder: str | Path,
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> Report:
    """The report on the documents of `folder`, validated against its schema.

    `settings` default to `sourcecheck.toml` beside the folder. With `jobs` above 1 the documents
    are read by that many processes; the result is the same. `on_progress` is called with the
    number of documents done and their total. Raises NothingToRead, BadManifest and BadUse; what
    a text holds never prevents the report: what cannot be made of it is said in the limits.
    """
    folder = Path(folder)
    if settings is None:
        settings = settings_module.load(folder.resolve().parent / settings_module.FILE_NAME)
    dossier = read.read(folder, settings)
    nlp = _loaded(settings)
    model.load(settings.matching_weights)  # here: what is named wrongly is said before any reading
    decided = store.contents(folder / DECISIONS)
    extracted, failures = _extract(dossier.sources, nlp, settings, jobs, on_progress)
    told = _gathered(extracted)
    published = {source.id: _published(source) for source in dossier.sources}
    compared = functools.partial(
        reconcile,
        published=published,
        settings=settings,
        checks=told.checks,
        statements=told.statements,
    )

    def made(claims: pd.DataFrame, result: Reconciled, said: Sequence[str]) -> dict[str, Any]:
        questions = asked(result.findings, _passages(claims))
        data = report.build(
            dataclasses.replace(
                dossier, notes=(*dossier.notes, *decided.warnings, *told.said, *said)
            ),
            result.reported(claims),
            result.findings,
            generator=_generator(nlp, settings),
            statuses=store.status(questions, decided.decisions),
            limits=_limits(result),
            failures=failures,
            orphaned=store.orphaned(questions, decided.decisions),
        )
        validate(data)
        return data

    try:
        data = made(told.claims, compared(told.claims, told.names), ())
    except Exception:  # a fault of ours that some text laid bare: report all that it leaves whole
        data = made(*_salvaged(told.claims, told.names, compared))
    return Report(data, {source.id: source.text for source in dossier.sources})


def _gathered(extracted: Sequence[Extracted]) -> Gathered:
    """The tables of all documents, each claim under an id of its own."""
    rows, ids, twice = identified(row for e in extracted for row in e.claims)
    claims, unfit = tables.fitting(tables.CLAIMS, rows)
    names, nameless = tables.fitting(tables.NAMES, [row for e in extracted for row in e.names])
    of_checks, of_statements, now = list[dict[str, Any]](), list[dict[str, Any]](), iter(ids)
    for e in extracted:
        known = {row["id"]: next(now) for row in e.claims}
        of_checks += [tables.with_claims(row, known) for row in e.checks]
        of_statements += [{**row, "id": known.get(row["id"], "")} for row in e.statements]
    checks, unchecked = tables.fitting(tables.CHECKS, of_checks)
    statements, unheard = tables.fitting(tables.STATEMENTS, of_statements)
    warnings = [warning for e in extracted for warning in e.warnings]
    said = (*warnings, *twice, *unfit, *nameless, *unchecked, *unheard)
    return Gathered(claims, names, checks, statements, said)


def _passages(claims: pd.DataFrame) -> dict[str, Evidence]:
    """The words of each claim and where they stand, by its id."""
    columns = zip(claims["id"], claims["source"], claims["quote"], strict=True)
    return {id: Evidence(source, quote) for id, source, quote in columns}


def _salvaged(
    claims: pd.DataFrame, names: pd.DataFrame, compared: Callable[..., Reconciled]
) -> tuple[pd.DataFrame, Reconciled, list[str]]:
    """The claims that can be reported, what comparing them gives, and what was left out."""
    claims, said = sound_claims(claims)
    for source, own in claims.groupby("source"):
        try:
            compared(own, names[names["source"] == source])
        except Exception as error:
            said.append(f"{source}: its claims are left out, comparing them: {in_words(error)}")
            claims = claims[claims["source"] != source]
    try:
        result = compared(claims, names[names["source"].isin(set(claims["source"]))])
    except Exception as error:
        said.append(f"nothing was compared: the program stumbled: {in_words(error)}")
        return claims, Reconciled((), (), ()), said
    kept, broken = sound_findings(result.findings, set(claims["id"]))
    return claims, dataclasses.replace(result, findings=kept), [*said, *broken]


def extract(source: Source, nlp: Language) -> Extracted:
    """The claims and names of one document as table rows; independent of every other document.

    What cannot be made of it costs only itself: it is said in the warnings.
    """
    doc = annotate.annotate(nlp, source)
    attempt = Careful(source.path)
    page = page_of(doc, source)
    made = claim.claims_of(page, attempt)
    made += attempt(functools.partial(spellings, page), [], "how its names are written")
    none_yet: list[Vectors | None] = [None] * len(made)
    vectors = attempt(functools.partial(claim_vectors, doc, made), none_yet, "its claim vectors")
    rows: Rows = []
    for c, vector in zip(made, vectors, strict=True):
        where = f"characters {c.span.start} to {c.span.end}"
        rows += attempt(functools.partial(_rows, c, vector), [], where)
    none: Rows = []
    names = attempt(functools.partial(names_of, page), none, "its names")
    checks = attempt(functools.partial(arithmetic.rows, made), none, "its arithmetic")
    statements = attempt(functools.partial(within.rows, made, names), none, "its statements")
    return Extracted(rows, names, checks, statements, (*_left_out(doc, source), *attempt.said))


def _rows(made: Claim, vector: Vectors | None) -> Rows:
    read = {**surroundings(made)._asdict(), **cues(made)._asdict()}
    return [tables.claim_row(made, read, vector)]


def _left_out(doc: Doc, source: Source) -> tuple[str, ...]:
    """What of the text was not analysed, in words for the report's limits."""
    return tuple(
        f"{source.path}: characters {start} to {end} were not analysed: no white space, no prose"
        for start, end in skipped(doc)
    )


def _extract(
    sources: tuple[Source, ...],
    nlp: Language,
    settings: Settings,
    jobs: int,
    on_progress: Callable[[int, int], None] | None,
) -> tuple[list[Extracted], list[Refusal]]:
    """Extract all documents through the local engine; those that fail become refusals."""

    def count(done: int) -> None:
        if on_progress is not None:
            on_progress(done, len(sources))

    function: Callable[[Source], Extracted] = functools.partial(extract, nlp=nlp)
    start: Callable[[], None] | None = None
    if jobs > 1:
        function, start = _work, functools.partial(_start, settings)
    results = local.map_documents(function, sources, jobs=jobs, start=start, on_done=count)
    extracted, failures = [], []
    for source, result in zip(sources, results, strict=True):
        if isinstance(result, local.Failure):
            failures.append(Refusal(source.path, result.reason))
        else:
            extracted.append(result)
    return extracted, failures


@functools.lru_cache(maxsize=2)
def _loaded(settings: Settings) -> Language:
    """The language pipeline, kept for the next dossier: to load it takes longer than to read one.

    It keeps the words that it has met, so that a process grows a little with each new one.
    """
    return annotate.load(settings)


_pipeline: Language | None = None


def _start(settings: Settings) -> None:
    """Load the language pipeline once in each process."""
    global _pipeline
    _pipeline = _loaded(settings)


def _work(source: Source) -> Extracted:
    return extract(source, present(_pipeline, "pipeline: _start runs before the first document"))


def _published(source: Source) -> Date | None:
    """The declared date of a source as a Date, or None."""
    period = from_edtf(source.published.value) if source.published.value else None
    if period is None:
        return None
    return Date(period.first, period.last, period.precision, edtf=source.published.value)


def _generator(nlp: Language, settings: Settings) -> dict[str, Any]:
    return {
        "version": __version__,
        "pipeline": annotate.describe(nlp),
        "encoder": encoder.about(settings.matching_encoder),
        "settings": settings.plain(),
    }


def _limits(result: Reconciled) -> dict[str, Any]:
    return {"caps": list(result.caps), "not_compared": list(result.left_alone)}
