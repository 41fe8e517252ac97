"""What comes with an import: the stages behind `claim` know tables and records, never a Doc."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    ["sourcecheck.reconcile.build", "sourcecheck.report.build", "sourcecheck.review.terminal"],
)
def test_neither_spacy_nor_pint_is_loaded_with(module: str) -> None:
    code = f"import {module}, sys; print(sorted({{'spacy', 'pint'}} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"
