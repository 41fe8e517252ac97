"""sourcecheck: where several documents about one matter agree, where they differ, and why."""

from __future__ import annotations

__version__ = "0.1.0"
