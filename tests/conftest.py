"""What holds for all tests."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

# the machine may be slow or busy: no example fails for the time that it takes, and the same tree
# passes or fails everywhere. `pytest --hypothesis-profile explore` looks for new examples.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any-machine", patient, derandomize=True)
settings.register_profile("explore", patient, max_examples=1000)
settings.load_profile("any-machine")

#: Folders whose tests look at one stage without starting the program.
QUICK = frozenset(
    {
        "annotate",
        "checks",
        "claim",
        "model",
        "normalise",
        "read",
        "reconcile",
        "report",
        "vocabulary",
        "wording",
    }
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is quick: `pytest -m quick` is for daily work, the whole suite for CI. A property
    that hypothesis tries on many examples is not."""
    for item in items:
        tried = is_hypothesis_test(getattr(item, "obj", None))
        marked = item.get_closest_marker("slow") is not None
        if item.path.parent.name in QUICK and not tried and not marked:
            item.add_marker(pytest.mark.quick)
