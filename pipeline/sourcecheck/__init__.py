"""sourcecheck: where several documents about one matter agree, where they differ, and why.

`sourcecheck.check("sources/")` returns a Report; its `conflicts` are the findings on which the
documents exclude each other. README.md shows how to use it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sourcecheck.model.finding import Report
    from sourcecheck.run import check
    from sourcecheck.settings import Settings

__version__ = "0.1.0"
__all__ = ["Report", "Settings", "__version__", "check"]


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: `sourcecheck --help` must not load spaCy."""
    if name == "check":
        from sourcecheck.run import check

        return check
    if name == "Report":
        from sourcecheck.model.finding import Report

        return Report
    if name == "Settings":
        from sourcecheck.settings import Settings

        return Settings
    raise AttributeError(f"module 'sourcecheck' has no attribute {name!r}")
