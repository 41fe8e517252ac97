"""The report in the forms of files, JSON text, two CSV tables for spreadsheets, and on the disk.

JSON has the same bytes every time, one item a line for readable diffs. The tables are positions of
findings, and claims: RFC 4180, UTF-8, a header line, line ends as CR LF. Control characters (C0 but
tab and line feed, DEL, C1) and those that turn the direction of writing are shown by their number,
⟨U+001B⟩: a table is also looked at in a terminal. A cell that a spreadsheet would take for a
formula (it begins with = + - @ or a tab) is led by an apostrophe, the remedy that OWASP's "CSV
Injection" page gives; numbers in number columns are left alone.

On the disk, report.json, report.html, conflicts.csv and claims.csv are each one always whole.
Everything is first written into a folder of its own inside the output folder (there, because a
rename is only safe within one file system, and an output folder may be a mounted one). Then each
file is renamed into place in the order of FILES, `report.json` last.

- A run that ends before the first rename, by an error or killed, leaves the former four files.
- One that is killed between two renames leaves the new files of those that were renamed beside the
  former others: no file is cut, `report.json` is the former one, and the page or the tables may be
  newer than it. The next run makes all four anew, and clears away the folder that was left.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sourcecheck.errors import BadUse
from sourcecheck.report.html import page
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


#: In the order in which they are renamed into place.
FILES = ("claims.csv", "conflicts.csv", "report.html", "report.json")

_UNFINISHED = ".unfinished-"


def write(report: Mapping[str, Any], texts: Mapping[str, str], out: Path) -> tuple[Path, ...]:
    """The files written into `out`, `report.json` last; the folder is made if need be.

    `texts` is the text of each source as read, by id: the page shows passages of it. Raises
    BadUse, naming the folder, when it cannot be written to; what it then holds says the head of
    this module.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        _clear_unfinished(out)
        unfinished = out / f"{_UNFINISHED}{os.getpid()}"
        unfinished.mkdir()
        try:
            _fill(unfinished, report, texts)
            for name in FILES:
                (unfinished / name).replace(out / name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise BadUse(
            f"{out}: the report cannot be written there: {error.strerror or error}; "
            "give another folder with --out"
        ) from error
    return tuple(out / name for name in FILES)


def _fill(folder: Path, report: Mapping[str, Any], texts: Mapping[str, str]) -> None:
    made = {
        "claims.csv": claims(report),
        "conflicts.csv": conflicts(report),
        "report.html": page.render(report, texts),
        "report.json": as_json(report),
    }
    for name in FILES:
        # a file name that is not UTF-8 holds half characters: they are shown as \udcff, which in
        # JSON is the very escape that brings them back
        (folder / name).write_bytes(made[name].encode("utf-8", errors="backslashreplace"))


def _clear_unfinished(out: Path) -> None:
    """Remove what killed runs left; a run that is still at work keeps its folder."""
    for left in sorted(out.glob(f"{_UNFINISHED}*")):
        number = left.name.removeprefix(_UNFINISHED)
        if not (number.isdecimal() and int(number) != os.getpid() and _runs(int(number))):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    """Does the process exist? On Windows unknown without killing it: taken for gone."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
