"""The manifest: what may be declared, what is said of mistakes, what an addition leaves alone."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sourcecheck import resources
from sourcecheck.errors import BadManifest
from sourcecheck.read import manifest
from sourcecheck.read.manifest import Entry

ROOT = Path(__file__).parents[2]
SCHEMA = Draft202012Validator(resources.schema(manifest.SCHEMA))

FULL = """
# two sources
[[source]]
file = "a/report.txt"
id = "report"
title = 'Border "survey"'
author = "N. N."
publisher = "Survey office"
published = "1996-04~/1997"
as_of = "1995"
kind = "report"
language = "en-GB"
reliability = "official"
note = \"\"\"
first line
[[source]]
\"\"\"
licence = "CC BY 4.0"

[[source]]
file = "./story.md"
supersedes = "report"
"""


def test_all_keys_are_read() -> None:
    report, story = manifest.parse(FULL.encode(), Path("manifest.toml"))
    assert (report.file, report.id, report.line) == ("a/report.txt", "report", 3)
    assert report.declared["published"] == "1996-04~/1997"
    assert report.declared["note"] == "first line\n[[source]]\n"
    assert story == Entry("story.md", "story.md", 20, {"supersedes": "report"})


@pytest.mark.parametrize("text", ["", "# only a remark\n", "\ufeff[[source]]\nfile = 'a'\n"])
def test_small_manifests(text: str) -> None:
    assert len(manifest.parse(text.encode(), Path("m"))) == text.count("[[source]]")


def test_no_manifest_is_an_empty_one(tmp_path: Path) -> None:
    assert manifest.load(tmp_path / "manifest.toml") == ()


# beginning of every example: three lines, so that the fault is on line 4
GOOD = "# head\n[[source]]\nfile = 'a.txt'\n"

#: What the schema refuses, with what the message must say.
REFUSED_BY_SCHEMA = [
    (GOOD + "publised = '1996'", ":4: unknown key 'publised'; did you mean published?"),
    (GOOD + "published = 1996", ':4: published must be text in quotes: published = "1996"'),
    (GOOD + "published = 1996-04-20", 'quotes: published = "1996-04-20"'),
    (GOOD + "published = 'April 1996'", ":4: published = 'April 1996' is not a date in EDTF"),
    (GOOD + "as_of = '1996-13'", ":4: as_of = '1996-13' is not a date in EDTF"),
    (GOOD + "title = ''", ":4: title = '' must be one line of text"),
    (GOOD + "title = '  '", ":4: title = '  ' must be one line of text"),
    (GOOD + 'title = "a\\nb"', ":4: title = 'a\\nb' must be one line"),
    (GOOD + "title = ['a']", ":4: title must be text in quotes"),
    (GOOD + f"title = '{'x' * 1001}'", ":4: title is longer than 1000 characters"),
    (GOOD + "language = 'English, mostly'", ":4: language = 'English, mostly': write a language"),
    (GOOD + "[[source]]\ntitle = 'x'", ":4: this [[source]] does not say which file"),
    (GOOD + "[[source]]\nfile = '/etc/hosts'", ":5: file = '/etc/hosts': write the path relative"),
    (GOOD + "[[source]]\nfile = 'a\\b'", ":5: file = 'a\\\\b': write the path relative"),
    (GOOD + "[[sauce]]\nfile = 'b'", ": unknown key 'sauce'; did you mean source?"),
    ("[source]\nfile = 'a'", "begin it with [[source]]"),
    ("source = ['a']", "begin it with [[source]]"),
]

#: What only the program refuses.
REFUSED_BESIDES = [
    (GOOD + "published = '1995-02-29'", ":4: published = '1995-02-29': there is no such day"),
    (GOOD + "published = '1998/1996'", ":4: published = '1998/1996' ends before it begins"),
    (GOOD + "[[source]]\nfile = '../b.txt'", ":5: file = '../b.txt' does not lie in the folder"),
    (GOOD + "[[source]]\nfile = './a.txt'", ":4: two entries have the file 'a.txt' (the other is"),
    (GOOD + "[[source]]\nfile = 'b'\nid = 'a.txt'", ":4: two entries have the id 'a.txt'"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED_BY_SCHEMA + REFUSED_BESIDES)
def test_a_mistake_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(BadManifest) as error:
        manifest.parse(text.encode(), Path("sources/manifest.toml"))
    assert str(error.value).startswith("sources/manifest.toml:")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", [FULL, GOOD, ""])
def test_the_schema_accepts_what_the_program_accepts(text: str) -> None:
    manifest.parse(text.encode(), Path("m"))
    assert SCHEMA.is_valid(tomllib.loads(text))


@pytest.mark.parametrize(("text", "message"), REFUSED_BY_SCHEMA)
def test_the_schema_refuses_what_the_program_refuses(text: str, message: str) -> None:
    parsed = json.loads(json.dumps(tomllib.loads(text), default=lambda day: {"date": str(day)}))
    assert not SCHEMA.is_valid(parsed)


@pytest.mark.parametrize(("text", "message"), REFUSED_BESIDES)
def test_the_schema_alone_cannot_refuse_the_rest(text: str, message: str) -> None:
    assert SCHEMA.is_valid(tomllib.loads(text))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[[source]\n", r"not valid TOML: .*line 1"),
        (b"# ok\ntitle = 'caf\xe9'", r":2: not UTF-8"),
        (b"a = " + b"[" * 5000, "not valid TOML"),
    ],
)
def test_what_is_not_toml_is_told(data: bytes, message: str) -> None:
    with pytest.raises(BadManifest, match=message):
        manifest.parse(data, Path("m.toml"))


def test_a_manifest_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "manifest.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(BadManifest, match="is a link"):
        manifest.load(tmp_path / "manifest.toml")


# ------------------------------------------------------------------ additions


def test_an_addition_keeps_comments_and_order(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    old = GOOD + "title   =   'odd   spacing'  # why\n\n# last word\n"
    path.write_text(old, encoding="utf-8")
    new = manifest.extended(path, [{"file": "b.txt", "title": 'says "no"\\'}, {"file": "c.txt"}])
    added = (
        '\n[[source]]\nfile = "b.txt"\ntitle = "says \\"no\\"\\\\"\n\n[[source]]\nfile = "c.txt"\n'
    )
    assert new.decode() == old + added
    assert path.read_text(encoding="utf-8") == old  # nothing is written here


def test_a_new_manifest_begins_with_a_head_that_explains_every_key(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    text = manifest.extended(path, [{"file": "b.txt"}]).decode()
    assert text == manifest.head() + '\n[[source]]\nfile = "b.txt"\n'
    assert isinstance(SCHEMA.schema, Mapping)
    for key in SCHEMA.schema["$defs"]["source"]["properties"]:
        assert f"\n#   {key} " in text


def test_an_addition_keeps_the_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    new = manifest.extended(path, [{"file": "b.txt"}])
    assert new.count(b"\r\n") == new.count(b"\n") > 3
    assert [entry.file for entry in manifest.parse(new, path)] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    "entry", [{"file": "a.txt"}, {"file": "b", "published": "soon"}, {"file": "b", "colour": "red"}]
)
def test_an_addition_that_would_spoil_the_manifest_is_refused(
    tmp_path: Path, entry: dict[str, str]
) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadManifest):
        manifest.extended(path, [entry])


def test_sources_written_as_one_list_are_read_but_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text("source = [{file = 'a'}]", encoding="utf-8")
    assert manifest.load(path) == (Entry("a", "a", 0, {}),)
    with pytest.raises(BadManifest, match=r"\[\[source\]\]"):
        manifest.extended(path, [{"file": "b"}])
