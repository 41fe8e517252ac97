"""The declared columns of the tables that go from stage to stage between documents.

Inside a document there are spaCy Docs and records; between documents everything is a pandas
DataFrame with exactly these columns and dtypes, so that a stage is a function from table to
table and an engine can run it over any partition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sourcecheck.errors import in_words
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import to_plain

Schema = Mapping[str, str]

#: One row a claim; the columns beside `record` are those that stages sort, join and count by.
CLAIMS: Schema = {
    "id": "str",
    "source": "str",
    "start": "int64",
    "end": "int64",
    "quote": "str",
    "kind": "str",
    "property": "str",
    "subjects": "object",  # tuple of names, canonical within the document
    "dimension": "str",  # unit family: claims of different dimensions never answer one question
    "near": "object",  # tuples of words around the value (claim.surroundings), () for names
    "beside": "object",
    "named": "object",
    "vector": "object",  # claim vector (claim.vector), a float32 array, or None
    "measured": "object",  # what its sentence says of the value (checks.cues)
    "beside_others": "bool",
    "among_others": "bool",
    "of_wider_area": "bool",
    "contrasts": "object",
    "rounds": "object",
    "of_speech": "bool",
    "of_release": "bool",
    "record": "object",  # model.claim.Claim as plain data (model.codec.to_plain)
}

#: One row a name of a document: its canonical form there, its kind and the forms used.
NAMES: Schema = {
    "source": "str",
    "name": "str",
    "kind": "str",
    "forms": "object",  # sorted tuple of surface forms
    "mentions": "int64",
    "lead": "bool",  # is it named in the headline or first sentences?
}


#: One row a claim on a property of resources/within.toml: how its sentence puts the value, where
#: one document may state two for one question (checks.within).
STATEMENTS: Schema = {
    "id": "str",  # of the claim
    "source": "str",
    "group": "str",  # of the property, in resources/within.toml
    "voice": "str",  # who says so, "" the text itself
    "usable": "bool",  # False: of a part, of another event, or by nobody known
    "changes": "bool",  # it was another value before, or will be
    "beside_name": "bool",  # right behind a name, and nobody's kin
    "introduced": "bool",  # an article introduces what it is of
    "headline": "bool",  # it stands in one
    "content": "object",  # tuples of words: those besides the property's own, of these
    "spelled": "object",  # those that stand so in the sentence, and
    "own": "object",  # those that are of no name
}

#: One row a check that figures of one document do not pass, since they cannot all hold
#: (checks.arithmetic).
CHECKS: Schema = {
    "source": "str",
    "id": "str",  # of the finding: from the rule and the words around the figures
    "fingerprint": "str",  # of the evidence
    "question": "str",
    "property": "str",
    "said": "str",  # what is stated, in words
    "follows": "str",  # what follows from the rest, in words
    "step": "object",  # model.finding.Step as plain data: the calculation
    "tied": "str",  # why the figures belong together, in words
    "gap": "float64",
    "stated": "object",  # tuples of claim ids
    "given": "object",
}


def table(schema: Schema, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A DataFrame of `rows` with exactly the columns and dtypes of `schema`."""
    held = list(rows)
    index = pd.RangeIndex(len(held))
    columns = {
        name: _column([row.get(name, np.nan) for row in held], kind, index)
        for name, kind in schema.items()
    }
    return pd.DataFrame(columns, index=index)


def _column(values: Sequence[Any], kind: str, index: pd.Index[Any]) -> pd.Series[Any]:
    """The values as a column of this dtype; made by itself, since to convert a whole table column
    by column takes several times as long."""
    if kind == "str":
        return pd.Series(values, index, dtype="str")
    if kind == "object":  # from an iterator: of tuples of one length NumPy would make a grid
        return pd.Series(np.fromiter(values, dtype=object, count=len(values)), index)
    return pd.Series(np.array(values, dtype=kind), index)


def fitting(schema: Schema, rows: Sequence[Mapping[str, Any]]) -> tuple[pd.DataFrame, list[str]]:
    """The table of those rows that fit the schema, and which do not, in words."""
    try:
        return table(schema, rows), []
    except (TypeError, ValueError, OverflowError):
        reasons = [_misfit(schema, row) for row in rows]
    fit = [row for row, reason in zip(rows, reasons, strict=True) if not reason]
    said = [
        f"{row.get('source', '')}: {row.get('quote', row.get('name', ''))!r} is left out: {reason}"
        for row, reason in zip(rows, reasons, strict=True)
        if reason
    ]
    return table(schema, fit), said


def _misfit(schema: Schema, row: Mapping[str, Any]) -> str:
    """Why a row does not fit the schema; "" if it does."""
    try:
        table(schema, [row])
    except (TypeError, ValueError, OverflowError) as error:
        return in_words(error)
    return ""


#: The columns on the sentence of a claim of which nothing is said.
_NOTHING_READ: Mapping[str, Any] = {
    "near": (), "beside": (), "named": (), "measured": (), "beside_others": False,
    "among_others": False, "of_wider_area": False,
    "contrasts": (), "rounds": (), "of_speech": False, "of_release": False,
}  # fmt: skip


def claim_row(
    claim: Claim, read: Mapping[str, Any] = _NOTHING_READ, vector: Any = None
) -> dict[str, Any]:
    """A claim as a row of CLAIMS; `read` are the columns on what stands around its value
    (`claim.surroundings`) and what its sentence says of it (`checks.cues`)."""
    return {
        "id": claim.id,
        "source": claim.source,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.quote,
        "kind": claim.kind,
        "property": claim.property,
        "subjects": claim.subjects,
        "dimension": claim.quantity.dimension if claim.quantity else "",
        **_NOTHING_READ,
        **read,
        "vector": vector,
        "record": to_plain(claim),
    }


def with_claims(check: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """A row of CHECKS whose claims have other ids now, by those they had ("" if they are gone)."""
    inputs = [
        (name, ids.get(held, "") if isinstance(held, str) else [ids.get(id, "") for id in held])
        for name, held in check["step"]["inputs"]
    ]
    return {
        **check,
        "step": {**check["step"], "inputs": inputs},
        "stated": tuple(ids.get(id, "") for id in check["stated"]),
        "given": tuple(ids.get(id, "") for id in check["given"]),
    }
