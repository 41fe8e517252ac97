"""A name that most of a text calls a person is one everywhere."""

from __future__ import annotations

import pytest

from sourcecheck.annotate.names import ner
from sourcecheck.annotate.names.found import Found
from sourcecheck.model.name import NameKind


def found(*names: tuple[str, NameKind]) -> list[Found]:
    return [Found(20 * n, 20 * n + len(text), kind, text) for n, (text, kind) in enumerate(names)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Olm", "PERSON"),  # three times a person
        ("Karl Olm", "PERSON"),
        ("Lake Olm", "LOC"),  # no given name before it
        ("Karl Marlow", "LOC"),  # nothing else calls it a person
    ],
)
def test_the_kind_is_voted(text: str, kind: str) -> None:
    person: tuple[str, NameKind] = ("Olm", "PERSON")
    others = found(person, person, person, ("Olm", "LOC"), (text, "LOC"))
    assert ner.voted(others)[-1].kind == kind
