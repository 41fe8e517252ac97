"""The report as one HTML page that needs nothing but itself.

Nothing in a source can act on it: templates escape everything, a content security policy lets
only our own style and script run (by their hashes), and characters that steer the display
(controls, bidirectional overrides) are shown as what they are.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sourcecheck.report.html import view
from sourcecheck.review import display, vocabulary
from sourcecheck.wording.date import published_in_words
from sourcecheck.wording.number import counted, percent

_HERE = Path(__file__).parent
#: Origins of metadata, in words.
_ORIGINS: Mapping[str, str] = {
    "declared": "declared in the manifest",
    "read": "read in the file",
    "inferred": "inferred",
    "absent": "not known",
}


def render(report: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """The page, as HTML text. `texts` is the text of each source as read, by id.

    The same report and texts give the same page; it can be made from a report.json of another day.
    """
    style, script = _file("report.css"), _file("report.js")
    groups = view.groups(report, texts)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            tally=view.tally(report),
            sure=display.bound(display.threshold()),
            groups=groups,
            shown=view.shown(groups),
            listings=view.listings(report),
            verdicts=vocabulary.choices(),
        )
    )


def _shown(value: Any) -> Any:
    """A value for the page: text with nothing in it that would steer the display."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return display.visible(value)
    return value


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"origins": _ORIGINS, "counted": counted}
    environment.filters |= {"percent": _percent, "published": published_in_words}
    return environment


def _percent(share: float | None) -> str:
    return "–" if share is None else percent(Fraction(str(share)))


@functools.cache
def _file(name: str) -> str:
    return (_HERE / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """A content security policy under which nothing is loaded and only our own code runs."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
