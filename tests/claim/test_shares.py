"""What is said of a share of a figure, what was found and not founded, and what a pronoun is not.

A figure stands in [[double brackets]]. The sentences go through the pipeline that ships.
"""

from __future__ import annotations

import pytest

from tests.claim.claim_stated import stated_by_pipeline

NOT = [
    ("The trader was found guilty in [[1998]].", "founding"),
    ("The hiker was found dead on [[3 May 1998]].", "founding"),
    ("None of the [[40]] miners was killed.", "people_killed"),
    ("Not one of the [[40]] passengers was hurt.", "people_injured"),
    ("Neither of the [[two]] pilots was hurt.", "people_injured"),
    ("Not all of the [[40]] miners were killed.", "people_killed"),
    ("Hardly any of the [[300]] residents were injured.", "people_injured"),
    ("Few of the [[300]] residents were injured.", "people_injured"),
]
IS = [
    ("The firm was founded in [[1998]].", "founding"),
    ("She founded the school in [[1950]].", "founding"),
    ("All of the [[40]] miners were killed.", "people_killed"),
    ("[[None]] of the 40 miners was killed.", "people_killed"),
    ("[[Not one]] of the 40 passengers was hurt.", "people_injured"),
    ("[[Neither]] of the two pilots was hurt.", "people_injured"),
    ("The ferry sank in [[1998]] off Norland.", "open:sink"),
]
PRONOUN = "Nine people drowned, [[four]] of whom were children."


@pytest.fixture(scope="module")
def stated() -> dict[str, tuple[str, tuple[str, ...], str]]:
    return stated_by_pipeline([*(each for each, _ in (*NOT, *IS)), PRONOUN])


@pytest.mark.parametrize(("marked", "property"), NOT)
def test_what_befell_a_share_or_was_only_found_is_not_said_of_the_figure(stated, marked, property):
    assert stated[marked][2], "a claim is made, of something else"
    assert stated[marked][0] != property


@pytest.mark.parametrize(("marked", "property"), IS)
def test_what_is_said_of_the_whole_or_of_nobody(stated, marked, property):
    assert stated[marked][0] == property


def test_no_open_property_is_called_after_a_pronoun(stated):
    assert stated[PRONOUN][0] != "open:whom"
    assert "whom" not in stated[PRONOUN][1]
