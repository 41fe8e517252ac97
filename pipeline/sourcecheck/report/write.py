"""The report on disk: report.json, report.html, conflicts.csv, claims.csv, each one always whole.

Everything is first written into a folder of its own inside the output folder (there, because a
rename is only safe within one file system, and an output folder may be a mounted one). Then each
file is renamed into place in the order of FILES, `report.json` last.

- A run that ends before the first rename, by an error or killed, leaves the former four files.
- One that is killed between two renames leaves the new files of those that were renamed beside the
  former others: no file is cut, `report.json` is the former one, and the page or the tables may be
  newer than it. The next run makes all four anew, and clears away the folder that was left.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sourcecheck.errors import BadUse
from sourcecheck.report import export
from sourcecheck.report.html import page

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
        "claims.csv": export.claims(report),
        "conflicts.csv": export.conflicts(report),
        "report.html": page.render(report, texts),
        "report.json": export.as_json(report),
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
