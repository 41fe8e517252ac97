"""The contract: schema, records and examples say the same."""

from __future__ import annotations

import copy
import dataclasses
import json
import random
import types
import typing
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sourcecheck import resources, schema
from sourcecheck.model import claim, date, decision, finding, quantity, source
from sourcecheck.report import export as json_text
from sourcecheck.report import validate, values
from sourcecheck.report.html import view

pytestmark = pytest.mark.slow

SCHEMA = resources.schema("report-1")
DEFS = SCHEMA["$defs"]
DOCS = resources.schema_path("report-1").parents[1] / "docs" / "report.md"
EXAMPLES = resources.schema_path("report-1").parent / "examples"
INVALID = json.loads((EXAMPLES / "report-1.invalid.json").read_text(encoding="utf-8"))


def nodes(schema: Any, place: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema within `schema`, with its place."""
    if isinstance(schema, dict):
        yield place, schema
        for key in ("properties", "$defs"):
            for name, item in schema.get(key, {}).items():
                yield from nodes(item, f"{place}.{name}")
        for key in ("items", "additionalProperties", "if", "then", "else"):
            yield from nodes(schema.get(key), f"{place}.{key}")


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_is_described() -> None:
    bare = [
        f"{place}.{name}"
        for place, node in nodes(SCHEMA)
        if not place.endswith((".if", ".then", ".else"))
        for name, item in node.get("properties", {}).items()
        if "description" not in item and "description" not in DEFS.get(item.get("$ref", "")[8:], {})
    ]
    assert bare == []


def test_every_object_names_all_its_fields_and_requires_them() -> None:
    for place, node in nodes(SCHEMA):
        fixed = node.get("additionalProperties") is False
        if place.endswith((".if", ".then", ".else")) or "properties" not in node:
            continue
        assert set(node.get("required", ())) == set(node["properties"]), place
        assert fixed or place in ("$.generator.pipeline", "$.generator.encoder"), place


def test_examples_in_the_schema_follow_it() -> None:
    checked = 0
    for place, node in nodes(SCHEMA):
        for example in node.get("examples", ()):
            Draft202012Validator({**node, "$defs": DEFS}).validate(example)
            checked += 1
        assert isinstance(node.get("examples", []), list), place
    assert checked > 30


#: Record fields that the report writes under other names, or leaves out for the reason given.
RENAMED: dict[type[Any], dict[str, set[str]]] = {
    claim.Claim: {
        "span": {"start", "end", "quote"},
        "quantity": {"value"},
        "date": {"value"},
        "text": {"value"},
        "context": set(),  # words of the whole sentence: in the source, where `sentence` says
        "predicate": set(),  # likewise
        "around": set(),  # likewise
        "beside": set(),  # likewise
        "topics": set(),  # candidates only: `subjects` has the one that is taken
        "asks": set(),  # a finding's `question` has the one that is taken
        "role": set(),  # its property says: none of a serial number, a publication stamp or a name
        "heads": set(),  # of a table: what its property and subjects were read from
        "lead": set(),  # where in its source it stands: `start` says
    },
    source.Source: {"text": set()},  # it is the source itself
}
#: Fields of the report that are counted or worked out, and stand in no record.
ADDED = {
    claim.Claim: set(),
    source.Source: {"origins", "characters", "words"},
    quantity.Quantity: {"stated_low", "stated_high", "allowed"},
    date.Date: {"allowed"},
    finding.Finding: {"state", "state_reason", "decision", "chosen_position", "history"},
}
WRITTEN: dict[type[Any], dict[str, Any]] = {
    claim.Claim: DEFS["claim"],
    source.Source: DEFS["source"],
    quantity.Quantity: DEFS["quantity"],
    date.Date: DEFS["date"],
    date.Clock: DEFS["date"]["properties"]["time"],
    finding.Finding: DEFS["finding"],
    finding.Step: DEFS["step"],
    finding.Position: DEFS["finding"]["properties"]["positions"]["items"],
    decision.Decision: DEFS["decision"],
    decision.Evidence: DEFS["passage"],
}


@pytest.mark.parametrize("record", WRITTEN, ids=lambda r: r.__name__)
def test_fields_of_records_are_fields_of_the_report(record: type[Any]) -> None:
    expected = set(ADDED.get(record, set()))
    for field in dataclasses.fields(record):
        expected |= RENAMED.get(record, {}).get(field.name, {field.name})
    assert set(WRITTEN[record]["properties"]) == expected


@pytest.mark.parametrize("record", WRITTEN, ids=lambda r: r.__name__)
def test_choices_of_records_are_choices_of_the_report(record: type[Any]) -> None:
    hints = typing.get_type_hints(record)
    for name, node in WRITTEN[record]["properties"].items():
        hint = hints.get(name)
        if typing.get_origin(hint) is typing.Literal:
            assert set(node["enum"]) == set(typing.get_args(hint)), name
        if hint is bool:
            assert node["type"] == "boolean", name
        if typing.get_origin(hint) is types.UnionType and "type" in node:
            assert "null" in node["type"], name


def test_states_and_origins_are_those_of_the_records() -> None:
    assert set(DEFS["finding"]["properties"]["state"]["enum"]) == set(
        typing.get_args(decision.State)
    )
    assert set(DEFS["origin"]["enum"]) == set(typing.get_args(source.Origin))


def test_decisions_are_those_of_the_decisions_file() -> None:
    own = json.loads(resources.schema_path("decision-1").read_text(encoding="utf-8"))
    assert set(own["properties"]) == set(DEFS["decision"]["properties"])
    assert own["properties"]["verdict"]["enum"] == DEFS["decision"]["properties"]["verdict"]["enum"]


@given(st.fractions())
def test_numbers_are_exact_where_whole_and_nearest_elsewhere(exact: Fraction) -> None:
    written = values.number(exact)
    assert written == (exact if exact.denominator == 1 else float(exact))
    assert isinstance(written, int) == (exact.denominator == 1)


def test_numbers_beyond_doubles_stop_at_their_ends() -> None:
    assert values.number(Fraction(10**400)) == values.number(Fraction(10**500))
    assert json.loads(json.dumps(values.number(Fraction(-(10**5000))))) < -1e308
    assert values.number(float("inf")) is None
    assert values.number(float("nan")) is None


def test_report_follows_the_schema(report: dict[str, Any]) -> None:
    validate.validate(report)
    assert report["claims"], "the dossier has claims"


def test_valid_example() -> None:
    text = (EXAMPLES / "report-1.json").read_text(encoding="utf-8")
    example = json.loads(text)
    validate.validate(example)
    assert json_text.as_json(example) == text


@pytest.mark.parametrize("case", INVALID, ids=[case["case"] for case in INVALID])
def test_invalid_examples_name_the_place(case: dict[str, Any]) -> None:
    example = json.loads((EXAMPLES / "report-1.json").read_text(encoding="utf-8"))
    broken = copy.deepcopy(example)
    *way, last = case["path"]
    inner = broken
    for step in way:
        inner = inner[step]
    inner[last] = case["set"]
    with pytest.raises(validate.InvalidReport) as caught:
        validate.validate(broken)
    assert str(caught.value) == f"report.json: {case['message']}"


ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0.5,
    "",
    "x",
    "\udcff",
    float("nan"),
    10**400,
    [],
    {},
    {"strange": 1},
    {1: 2},
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or array within `value`, with each of its keys."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield value, key
        yield from places(value[key])


def verdict(report: dict[str, Any]) -> str:
    """What `validate` says of a report; "" when it says nothing."""
    try:
        validate.validate(report)
    except validate.InvalidReport as error:
        return str(error)
    return ""


def test_the_fast_validator_lets_nothing_pass(
    report: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each place of a report is given something else, or taken out, one at a time."""
    drawn = random.Random(20)
    changed = drawn.sample(list(places(report)), 250)
    for held, key in changed:
        was, odd = held[key], drawn.choice(ODD)
        held[key] = odd
        fast = verdict(report)
        with monkeypatch.context() as slow:
            slow.setattr(schema, "is_plainly_valid", lambda *record: False)
            assert fast == verdict(report), (key, odd)
        held[key] = was
    assert not verdict(report)


def test_message_of_a_huge_value_is_short(report: dict[str, Any]) -> None:
    report["claims"] = {"not": ["a list"] * 100_000}
    with pytest.raises(validate.InvalidReport) as caught:
        validate.validate(report)
    assert len(str(caught.value)) < 400


def test_schema_of_an_installed_package_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "sourcecheck" / "schemas" / "report-1.schema.json"
    inside.parent.mkdir(parents=True)
    inside.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(resources, "FOLDER", tmp_path / "sourcecheck" / "resources")
    assert resources.schema_path("report-1") == inside
    inside.unlink()
    with pytest.raises(FileNotFoundError, match="install again"):
        resources.schema_path("report-1")


def test_contract_in_prose_names_every_field_of_the_top_and_of_the_limits() -> None:
    prose = DOCS.read_text(encoding="utf-8")
    for name in SCHEMA["properties"]:
        assert f"`{name}`" in prose, name
    for name in {*DEFS["limits"]["properties"]} - {"read"}:
        assert f"limits.{name}" in prose, name
    for name, relation in DEFS["summary"]["properties"]["relations"]["properties"].items():
        assert f"| `{name}` |" in prose, relation["description"]


def test_limits_shown_in_the_prose_are_those_of_the_page() -> None:
    prose = DOCS.read_text(encoding="utf-8")
    for number in (
        view.MOST_PASSAGES,
        view.MOST_FINDINGS,
        view.MOST_CLAIMS,
        view.MOST_CLAIMS_IN_ALL,
    ):
        assert f"{number:,}" in prose
