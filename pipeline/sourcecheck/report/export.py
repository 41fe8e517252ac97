"""The report in the forms of files: JSON text, and two CSV tables for spreadsheets.

JSON has the same bytes every time, one item a line for readable diffs. The tables are positions of
findings, and claims: RFC 4180, UTF-8, a header line, line ends as CR LF. Control characters (C0 but
tab and line feed, DEL, C1) and those that turn the direction of writing are shown by their number,
⟨U+001B⟩: a table is also looked at in a terminal. A cell that a spreadsheet would take for a
formula (it begins with = + - @ or a tab) is led by an apostrophe, the remedy that OWASP's "CSV
Injection" page gives; numbers in number columns are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sourcecheck.review.display import letter, visible

CONFLICTS = (
    "finding", "state", "decision", "relation", "severity", "question", "position", "value",
    "sources", "quotes", "explanation", "kind", "decided_value",
    "confidence",
)  # fmt: skip
CLAIMS = (
    "id", "source", "start", "end", "quote", "kind", "property", "subjects", "low", "high", "unit",
    "operator", "approximate", "significant_digits", "stated_low", "stated_high", "stated_unit",
    "unit_as_written", "allowed_low", "allowed_high", "earliest", "latest", "edtf", "unresolved",
    "text", "when", "where", "speaker", "modality",
)  # fmt: skip
SEPARATOR = " | "

_FORMULA = ("=", "+", "-", "@", "\t")


def conflicts(report: Mapping[str, Any]) -> str:
    """One row a finding and position, of all relations, in the order of the report."""
    claims = {claim["id"]: claim for claim in report["claims"]}
    rows = [
        _position(finding, index, claims)
        for finding in report["findings"]
        for index in range(len(finding["positions"]))
    ]
    return _csv(rows, CONFLICTS)


def claims(report: Mapping[str, Any]) -> str:
    """One row a claim, in the order of the report; dates in ISO 8601, figures in base units.

    `operator` is empty for plain figures, where the report has "=".
    """
    return _csv([_claim(claim) for claim in report["claims"]], CLAIMS)


def inert(cell: Any) -> Any:
    """A cell as text that acts on no spreadsheet and no terminal; numbers stay as they are."""
    if not isinstance(cell, str):
        return cell
    shown = visible(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _position(
    finding: Mapping[str, Any], index: int, claims: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    position = finding["positions"][index]
    stated = [claims[id] for id in position["claims"]]
    stated.sort(key=lambda claim: (claim["source"], claim["start"], claim["end"]))
    decision = finding["decision"]
    return {
        "finding": finding["id"],
        "state": finding["state"],
        "decision": decision["verdict"] if decision else "",
        "relation": finding["relation"],
        "severity": finding["severity"],
        "question": finding["question"],
        "position": letter(index),
        "value": position["value"],
        "sources": SEPARATOR.join(dict.fromkeys(claim["source"] for claim in stated)),
        "quotes": SEPARATOR.join(claim["quote"] for claim in stated),
        "explanation": SEPARATOR.join(step["text"] for step in finding["explanation"]),
        "kind": finding["kind"],
        "decided_value": decision["value"] if decision else "",
        "confidence": finding["confidence"],
    }


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    value = claim["value"]
    allowed = value.get("allowed") or [{}]
    when = claim["when"]
    row = {name: claim.get(name, value.get(name)) for name in CLAIMS}
    row["allowed_low"] = allowed[0].get("low")
    row["allowed_high"] = allowed[0].get("high")
    row["operator"] = value.get("operator", "").removeprefix("=")
    row["subjects"] = SEPARATOR.join(claim["subjects"])
    row["where"] = SEPARATOR.join(claim["where"])
    row["when"] = (when["edtf"] or when["timex"]) if when else None
    return row


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """The rows as CSV text; every column holds objects, so that 1800 never turns into 1800.0."""
    cells = [{column: inert(row[column]) for column in columns} for row in rows]
    frame = pd.DataFrame(cells, columns=list(columns), dtype=object)
    text: str = frame.to_csv(index=False, lineterminator="\r\n")
    return text


def as_json(report: Mapping[str, Any]) -> str:
    """`report` as JSON, ending with a line end.

    Objects are spread over lines down to the second level, every array above that level holds one
    item a line, and whatever lies deeper stands on one line. Keys keep the order in which the
    report was built, which is fixed.
    """
    return "".join(_json_lines(report, 0)) + "\n"


def _json_lines(value: Any, level: int) -> Iterator[str]:
    indent = "  " * (level + 1)
    if isinstance(value, Mapping) and value and level < 2:
        for index, (key, item) in enumerate(value.items()):
            yield f"{',' if index else '{'}\n{indent}{_json_line(str(key))}: "
            yield from _json_lines(item, level + 1)
        yield "\n" + "  " * level + "}"
    elif isinstance(value, list) and value and level < 3:
        for index, item in enumerate(value):
            yield f"{',' if index else '['}\n{indent}{_json_line(item)}"
        yield "\n" + "  " * level + "]"
    else:
        yield _json_line(value)


def _json_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
