"""Sentences about fires, floods, robberies, escapes, takeovers and elections: each question keeps
its property, whatever the wording.

A figure stands in [[double brackets]]. The sentences go through the pipeline that ships.
"""

from __future__ import annotations

import pytest

from tests.claim.claim_stated import stated_by_pipeline

pytestmark = pytest.mark.slow

WORDINGS: dict[str, list[str]] = {
    "burned_area": [
        "The blaze has scorched [[12,000 acres]] near Ostby.",
        "A wildfire has blackened [[30 square miles]] of scrub.",
        "The wildfire has grown to [[4,900 hectares]].",
        "Flames have charred [[900 acres]] of pine forest.",
    ],
    "fire_contained": [
        "The fire was [[40 percent]] contained on Friday.",
        "Crews have contained [[40%]] of the blaze.",
    ],
    "water_level": [
        "The river rose by [[4 metres]] overnight.",
        "Water levels rose [[4 metres]] in a day.",
    ],
    "troops": [
        "The government has sent [[900 soldiers]] to the valley.",
        "[[Nine hundred troops]] were deployed.",
    ],
    "loot": [
        "Thieves stole [[$40,000]] from a jeweller.",
        "The two men stole [[$40,000]].",
        "They escaped with [[$40,000]].",
        "The men made off with [[$40,000]].",
        "The pair got away with [[$40,000]] in cash.",
    ],
    "loot_recovered": ["Police recovered [[$9,000]] of the stolen money."],
    "attackers": [
        "[[Two men]] held up a petrol station.",
        "[[Five robbers]] were involved.",
        "Police are hunting [[three gunmen]] who robbed a jeweller.",
    ],
    "people_escaped": [
        "[[Six inmates]] escaped from a jail in Ostby.",
        "[[Six prisoners]] broke out of the jail.",
        "[[Six convicts]] tunnelled out of the prison.",
    ],
    "people_arrested": ["[[Four men]] were recaptured on Sunday."],
    "price_per_share": [
        "Alder will pay [[$14.20]] a share.",
        "Shareholders will receive [[$14.20]] for each share they own.",
        "Alder offered [[$14.20]] per share.",
    ],
    "takeover_premium": [
        "That is a premium of [[18 percent]].",
        "The bid is [[18 percent]] above Friday's closing price.",
    ],
    "turnout": ["[[Sixty percent]] of voters went to the polls."],
    "inauguration": [
        "She will be sworn in on [[4 March]].",
        "He takes office on [[4 March]].",
        "The new president will be inaugurated on [[4 March]].",
    ],
    "aid": ["The minister pledged [[$30 million]] for the region."],
    "compensation": ["The family received [[$30,000]] in compensation."],
    "people_displaced": ["[[Eight thousand families]] lost their homes."],
    "people_attending": ["The match was played in front of [[40,000 spectators]]."],
}

#: Figures that look like one of the above and state something else.
APART: list[tuple[str, str]] = [
    ("The robbers drove for [[eight miles]].", "loot"),
    ("The river is [[400 metres]] wide.", "water_level"),
    ("[[Two gunmen]] were arrested.", "attackers"),
    ("[[Three gunmen]] were killed.", "attackers"),
    ("[[Six people]] escaped the fire.", "people_escaped"),
    ("The farm covers [[900 acres]].", "burned_area"),
    ("Alder shares fell to [[$14.20]].", "price_per_share"),
]


@pytest.fixture(scope="module")
def stated() -> dict[str, str]:
    """The property of the marked figure of each sentence; "" where it has none."""
    marked = [*(each for group in WORDINGS.values() for each in group), *(m for m, _ in APART)]
    return {each: found[0] for each, found in stated_by_pipeline(marked).items()}


@pytest.mark.parametrize("property", list(WORDINGS))
def test_one_question_keeps_its_property(stated: dict[str, str], property: str):
    assert {each: stated[each] for each in WORDINGS[property]} == dict.fromkeys(
        WORDINGS[property], property
    )


@pytest.mark.parametrize(("marked", "property"), APART)
def test_what_only_looks_alike_is_kept_apart(stated: dict[str, str], marked: str, property: str):
    assert stated[marked] != property
