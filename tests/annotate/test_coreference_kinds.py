"""Places and buildings by description: "the island", "the coastal city", "the camp"."""

from __future__ import annotations

import pytest

from sourcecheck.annotate.coreference.kinds import bare
from tests.annotate.made_docs import entities, meaning, names, with_names
from tests.machine import steps

#: Tags enough to see where a phrase ends; every other word is a noun.
TAGS = {
    **dict.fromkeys(["the", "a", "an", "The", "this", "This", "A", "another"], "DT"),
    **dict.fromkeys(["coastal", "small", "other", "largest", "local", "wet"], "JJ"),
    **dict.fromkeys(
        ["is", "was", "has", "fell", "left", "shook", "lies", "grew", "came", "were"], "VBZ"
    ),
    **dict.fromkeys(["of", "in", "to", "on", "off", "near", "at", "from"], "IN"),
    **dict.fromkeys([",", ".", "(", ")"], ","),
    "'s": "POS",
    "hit": "VBN",
}


def described(marked: str, words: str) -> tuple[str, ...]:
    doc = entities(marked)
    for token in doc:
        proper = token.text[:1].isupper() and token.text not in TAGS
        token.tag_ = TAGS.get(token.text, "NNP" if proper else "NN")
    return meaning(with_names(doc), words)


@pytest.mark.parametrize(
    ("marked", "words", "entity"),
    [
        # the name says what it is
        ("Rain hit <LOC>Alder Island</LOC>. The island was wet.", "The island", "Alder Island"),
        ("Rain hit <LOC>Lake Alder</LOC>. The lake was wet.", "The lake", "Lake Alder"),
        ("Rain hit <LOC>Olm Bridge</LOC>. The bridge was wet.", "The bridge", "Olm Bridge"),
        # the words around it do
        ("It left the town of <LOC>Ostby</LOC>. The town was wet.", "The town", "Ostby"),
        ("It hit <LOC>Ostby</LOC>, a small town. Rain fell. The town grew.", "The town", "Ostby"),
        ("<LOC>Ostby</LOC> is a coastal town. The town was wet.", "The town", "Ostby"),
        ("It hit <LOC>Ostby</LOC> refugee camp. The camp was wet.", "The camp", "Ostby"),
        ("It hit <LOC>Alder</LOC> province. The province was wet.", "The province", "Alder"),
        # a capital is a city; adjectives in between; "this"
        ("It hit <LOC>Oslo</LOC>. The coastal city was wet.", "The coastal city", "Oslo"),
        ("Rain hit <LOC>Alder Island</LOC>. This small island was wet.", "This small island",
         "Alder Island"),
        # a figure behind "of", a possessive, the centre of it
        ("It hit the port of <LOC>Ostby</LOC>. The port of 9,000 grew.", "The port", "Ostby"),
        ("It left the town of <LOC>Ostby</LOC>. The town's mayor left.", "The town", "Ostby"),
        ("It hit the city of <LOC>Ostby</LOC>. The city centre was wet.", "The city", "Ostby"),
        # another of its kind, but long before
        ("Rain hit <LOC>Olm Island</LOC>. Rain fell. Rain fell. Rain fell. Rain fell. Rain hit "
         "<LOC>Alder Island</LOC>. The island was wet.", "The island", "Alder Island"),
        # the only place that may be one
        ("A man was shot in <LOC>Ostby</LOC>. The town was wet.", "The town", "Ostby"),
    ],
)  # fmt: skip
def test_a_description_means_the_one_thing_called_so(marked: str, words: str, entity: str) -> None:
    assert described(marked, words) == (entity,)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        # two fit; another is spoken of; several are
        ("Rain hit <LOC>Olm Isle</LOC>. It hit <LOC>Alder Isle</LOC>. The isle grew.", "The isle"),
        ("Rain hit <LOC>Alder Island</LOC>. A small island fell. The island grew.", "The island"),
        ("Rain hit <LOC>Alder Island</LOC> and two islands. The island was wet.", "The island"),
        ("A storm hit two villages near <LOC>Ostby</LOC>. The village was wet.", "The village"),
        # nothing is called so; a place nearer may be one
        ("Rain hit <LOC>Alder Island</LOC>. The lake was wet.", "The lake"),
        ("It left the town of <LOC>Ostby</LOC>. It hit <LOC>Pel</LOC>. The town grew.", "The town"),
        # part of a longer phrase
        ("It left the town of <LOC>Ostby</LOC>. The town of <LOC>Marlo</LOC> was wet.", "The town"),
        ("It left the town of <LOC>Ostby</LOC>. The town hall was wet.", "The town"),
        ("Rain hit <LOC>Olm Hospital</LOC>. The hospital in <LOC>Pelm</LOC> grew.", "The hospital"),
        ("Rain hit <LOC>Alder Island</LOC>. The other island was wet.", "The other island"),
        ("Rain hit <LOC>Alder Island</LOC>. The largest island was wet.", "The largest island"),
        # a building beside a place's name is not the place
        ("It hit an <LOC>Ostby</LOC> school. The school was wet.", "The school"),
        # said of something else
        ("It left the town of <LOC>Ostby</LOC>. <PERSON>Olm</PERSON> was the town.", "the town"),
    ],
)  # fmt: skip
def test_a_description_that_may_mean_two_stays_open(marked: str, words: str) -> None:
    assert described(marked, words) == ()


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Alder Island", "Alder"),
        ("Isle of Alder", "Alder"),
        ("Alder", "alder"),
        ("Alder refugee camp", "Alder"),
    ],
)
def test_what_a_name_is_called_does_not_tell_it_from_itself(name: str, same: str) -> None:
    assert bare(name) == bare(same)


def test_what_a_place_is_called_is_no_part_of_its_name() -> None:
    doc = with_names(
        entities("It hit the <LOC>province of Alder</LOC> and a <LOC>port city</LOC>.")
    )
    assert [words for words, _, _ in names(doc)] == ["Alder"]


def test_many_descriptions_take_work_in_proportion() -> None:
    few, many = (
        entities("Rain hit <LOC>Alder Island</LOC>. " + "The island was wet. " * count)
        for count in (50, 500)
    )
    with_names(few)  # the vocabulary is read once
    assert steps(with_names, many) < 15 * steps(with_names, few)
