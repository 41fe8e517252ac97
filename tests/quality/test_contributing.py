"""The contributor's guide names files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

#: What stands in backticks and looks like a path of this repository.
PATHS = sorted(
    {
        name
        for name in re.findall(r"`([^`\s]+)`", re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL))
        if re.fullmatch(r"\.?[\w./-]+(/|\.\w+)", name) and "/" in name
    }
)


def test_the_guide_names_files() -> None:
    assert {"tests/marked.py", ".ci/run"} & set(PATHS)
    assert len(PATHS) > 20


@pytest.mark.parametrize("name", PATHS)
def test_a_named_file_exists(name: str) -> None:
    # "model/" is short for the folder of the package
    places = (ROOT / name, ROOT / "pipeline" / "sourcecheck" / name)
    assert any(place.exists() for place in places), f"CONTRIBUTING.md names {name}"


def test_every_vocabulary_that_people_extend_is_explained_in_its_head() -> None:
    for path in sorted((ROOT / "pipeline" / "sourcecheck" / "resources").rglob("*.toml")):
        head = path.read_text("utf-8").split("\n\n")[0]
        assert head.startswith("# "), f"{path.name} does not begin with what it is"
        assert "source" in path.read_text("utf-8").lower(), f"{path.name} names no source"
