"""Settings: the defaults, overlaid by `sourcecheck.toml` beside the sources folder.

    [pipeline]
    name = "en_core_web_md"     # any installed spaCy pipeline, or a folder; default: our own

    [matching]
    encoder = ""                # match by symbols alone; default: our own encoder

    [limits]
    file_bytes = 50000000       # larger files are refused, and listed

    [report]
    min_confidence = 0.8        # less sure findings are left out of lists; default: 0, none is

Unknown keys are refused, so that a slip of the pen never goes unnoticed.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcecheck.errors import BadUse

FILE_NAME = "sourcecheck.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set; each field is a key of a section of `sourcecheck.toml`."""

    #: [pipeline] name: an installed spaCy pipeline or a folder; "" is the one that ships with us.
    pipeline_name: str = ""
    #: [matching] encoder: "default" is the encoder that ships with us, "" no claim vectors
    #: (claims are then matched by symbols alone), else a folder with another one.
    matching_encoder: str = "default"
    #: [matching] weights: "default" are those that ship with us, else a file of `training.matcher`.
    matching_weights: str = "default"
    #: [limits] file_bytes: larger files are refused with a reason.
    limits_file_bytes: int = 50_000_000
    #: [limits] block_claims: claims of one block (a property of one entity) that are paired with
    #: each other; the rest is counted in the report's `limits`. 150 make at most 11,175 pairs.
    limits_block_claims: int = 150
    #: [limits] question_values: distinct values of one question that are compared; the rest is
    #: counted in the report's `limits`. Measured for this project: a million made-up claims hold
    #: 3.8 billion pairs; with the 50 commonest values of a question the time stays about linear.
    limits_question_values: int = 50
    #: [report] min_confidence: findings less sure (0 to 1) stay out of the page's lists, the
    #: terminal and `--fail-on`; report.json and the tables have them all.
    report_min_confidence: float = 0.0

    def plain(self) -> dict[str, Any]:
        """The settings as `{"section.key": value}`, for the report's `generator`."""
        return {
            field.name.replace("_", ".", 1): getattr(self, field.name)
            for field in dataclasses.fields(self)
        }


def probability(value: float, name: str) -> float:
    """`value` as a probability. Raises BadUse, naming what it was given for, if it is none."""
    if not 0 <= value <= 1:  # nor where it is no number at all
        raise BadUse(f"{name} {value:g}: must be from 0 to 1, such as 0.8 for 80 %")
    return float(value)


def load(path: Path) -> Settings:
    """The settings of the file `path`; the defaults if there is no such file.

    Raises BadUse, naming file and key, for unknown keys and values of another type or range.
    """
    if not path.is_file():
        return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadUse(f"{path}: not valid TOML: {error}") from error
    kinds = {field.name: type(field.default) for field in dataclasses.fields(Settings)}
    values: dict[str, Any] = {}
    for section, content in data.items():
        if not isinstance(content, dict):
            raise BadUse(f"{path}: {section!r} stands outside a section such as [pipeline]")
        for key, value in content.items():
            name = f"{section}_{key}"
            if name not in kinds:
                known = ", ".join(sorted(k.replace("_", ".", 1) for k in kinds))
                raise BadUse(f"{path}: unknown setting {section}.{key}; known are {known}")
            if kinds[name] is float and type(value) is int:
                value = float(value)  # a whole number of TOML is a number, too
            if type(value) is not kinds[name]:
                raise BadUse(f"{path}: {section}.{key} must be of type {kinds[name].__name__}")
            values[name] = value
    if "report_min_confidence" in values:
        probability(values["report_min_confidence"], f"{path}: report.min_confidence")
    return Settings(**values)
