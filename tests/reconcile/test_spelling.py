"""Which names are spellings of one name, which texts may join them, and what is reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcecheck import tables
from sourcecheck.model.claim import Claim
from sourcecheck.model.finding import Finding
from sourcecheck.model.mention import Span
from sourcecheck.reconcile import name_findings
from sourcecheck.reconcile.entities import Entities, entities, fold
from sourcecheck.reconcile.spelling import compare, distance, sounds
from sourcecheck.reconcile.variants import MOST_OF_A_KEY
from tests.reconcile.claims_made import names

#: Names that make two texts one story.
STORY = (("Port Mirren", "LOC"), ("Clara Holm", "PERSON"), ("Peter Lund", "PERSON"))


def rule(a: str, b: str, kind: str = "LOC") -> str:
    """The relation and rule that join two names; "" if they are not joined."""
    made = compare(fold(a), fold(b), kind)
    return f"{made.relation} {made.steps[0].rule}" if made else ""


@pytest.mark.parametrize(
    ("a", "b", "kind", "expected"),
    [
        ("Blue Harbour", "Blueharbour", "ORG", "spelled-apart"),
        ("al-Basri", "Basri", "PERSON", "spelled-apart"),
        ("Tariq Basri", "Tariq al-Basri", "PERSON", "spelled-apart"),
        ("Karavel", "Karvel", "LOC", "same-sound"),
        ("Darvazin", "Darbazin", "LOC", "same-sound"),
        ("Klimtscher", "Klimcher", "PERSON", "same-sound"),
        ("Margaret Oakes", "Peggy Oakes", "PERSON", "given-name-form"),
        ("Hartlepine", "Hartlepire", "LOC", "one-letter"),
    ],
)
def test_two_spellings_of_one_name(a: str, b: str, kind: str, expected: str):
    assert rule(a, b, kind) == f"compatible {expected}"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Youssef Kharoubi", "Yusuf Karoubi", "same-sound"),
        ("Giorgos Melas", "Yorgos Melas", "same-sound"),
        ("Otto Tomlinson", "Otto Tomlinbon", "one-letter"),
        ("Agnes Heane", "Agnes Heene", "other-surname"),
        ("Ray Tolworth", "Roy Tolworth", "other-given-name"),
        ("Henrik Dorstad", "Hendrik Dorstad", "other-given-name"),
        ("Anna Klimtscher", "Klimcher", "same-sound"),  # the surname alone
        ("Brun Tolworth", "Bruno Tolworth", "same-sound"),
        ("Joan Tolworth", "Joanne Tolworth", "same-sound"),
        ("Helena Tolworth", "Helene Tolworth", "same-sound"),
        ("Rosa-Ann Tolworth", "Rosa-Anne Tolworth", "other-given-name"),
        ("Alvin Tolworth", "Alwyd Tolworth", "other-given-name"),
        ("Clara Fennew", "Clara Fennugh", "other-surname"),
        ("C. Tolwurth", "Clara Tolworth", "same-sound"),
        ("Alderman Joan Tolwurth", "Joan Tolworth", "same-sound"),
        ("Clara Tolwurth", "Clara Ines Tolworth", "same-sound"),
    ],
)
def test_a_person_has_one_name(a: str, b: str, expected: str):
    assert rule(a, b, "PERSON") == f"conflict {expected}"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mario Tolworth", "Maria Tolworth"),  # a man and a woman
        ("Agnes Heane", "Bertha Heene"),  # two words apart
        ("Ray Tolworth", "Kim Tolworth"),  # of one family
        ("Brun Tolworth", "Bruna Tolworth"),
        ("C. Tolworth", "Clara Tolworth"),  # one spelling, in short
        ("Joan Tolworth", "Alderman Joan Tolworth"),
        ("C. Dun", "Clara Fun"),  # an initial tells little
        ("Clara Tolworth", "Clara Ines Maria Tolwurth"),
    ],
)
def test_two_persons_are_not_two_spellings(a: str, b: str):
    assert rule(a, b, "PERSON") == ""


def test_another_surname_beside_the_same_given_name_is_a_conflict():
    assert rule("Clara Dun", "Clara Fun", "PERSON") == "conflict other-surname"


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Mario Lund", "Maria Lund", "PERSON"),  # husband and wife
        ("Paul Oakes", "Paula Oakes", "PERSON"),
        ("Peter Oakes", "Margaret Oakes", "PERSON"),
        ("Morales", "Evo Morelos", "PERSON"),
        ("Yusuf Kharoubi", "Youssef Maroudi", "PERSON"),
        ("Colina", "Colino", "LOC"),  # the vowel at the end
        ("Bora", "Bari", "LOC"),
        ("Mirrenish", "Mirrens", "LOC"),  # a people and its adjective
        ("Ranger", "Rangers", "ORG"),
        ("Route 14", "Route 15", "LOC"),
        ("Interior Ministry", "Interior Minister", "ORG"),
        ("North Mirren", "South Mirren", "LOC"),
        ("Marston", "Barston", "LOC"),
        ("Port Mirren", "Port Mirren", "LOC"),
    ],
)
def test_two_names(a: str, b: str, kind: str):
    assert rule(a, b, kind) == ""


@given(st.text("abgkhuoiyl -", max_size=14), st.text("abgkhuoiyl -", max_size=14))
def test_comparing_is_symmetric(a: str, b: str):
    for kind in ("PERSON", "LOC", "ORG"):
        assert compare(fold(a), fold(b), kind) == compare(fold(b), fold(a), kind)


@given(st.text("abcd", max_size=9), st.text("abcd", max_size=9))
def test_distance_is_symmetric_and_bounded(a: str, b: str):
    assert distance(a, b, 2) == distance(b, a, 2) <= 3
    assert (distance(a, b, 9) == 0) == (a == b)
    assert distance(a, a + "x", 2) == 1


def test_letters_are_read_as_sounds():
    assert sounds("tscherkow") == sounds("cherkov") == sounds("tcherkov")
    assert sounds("youssouf") == sounds("yusuf")
    assert sounds("sarah") == sounds("sara")


def story(source: str, *own: tuple[str, str]) -> list[tuple[str, str, str]]:
    """The names of a text of the story, with some of its own."""
    return [(source, name, kind) for name, kind in (*STORY, *own)]


def test_a_variant_is_read_as_one_entity_and_says_why():
    who = entities(names(*story("a", ("Karavel", "LOC")), *story("b", ("Karvel", "LOC"))))
    one, two = who.resolve("a", ("Karavel",)), who.resolve("b", ("Karvel",))
    assert one == two
    assert "consonants" in who.reasons[one[0]][0][1]


def test_a_surname_in_another_spelling_finds_its_person():
    who = entities(
        names(
            *story("a", ("Yusuf Kharoubi", "PERSON")),
            *story("b", ("Youssef Karoubi", "PERSON")),
            *story("c", ("Karoubi", "PERSON")),
        )
    )
    assert who.resolve("c", ("Karoubi",)) == who.resolve("a", ("Yusuf Kharoubi",))


def test_names_that_one_text_uses_side_by_side_are_two():
    both = story("a", ("Karavel", "LOC"), ("Karvel", "LOC"))
    who = entities(names(*both, *story("b", ("Karvel", "LOC"))))
    assert who.resolve("a", ("Karavel",)) != who.resolve("a", ("Karvel",))


def test_a_third_spelling_goes_to_neither_of_two_that_are_told_apart():
    both = story("a", ("Karavel", "LOC"), ("Karuvel", "LOC"))
    who = entities(names(*both, *story("b", ("Karvel", "LOC"))))
    assert who.resolve("b", ("Karvel",)) == ("karvel",)


def test_texts_of_two_stories_join_nothing():
    other = [("b", "Karvel", "LOC"), ("b", "Westland", "LOC"), ("b", "Otto Beck", "PERSON")]
    who = entities(names(*story("a", ("Karavel", "LOC")), *other))
    assert who.resolve("b", ("Karvel",)) == ("karvel",)


def test_full_names_nearly_alike_need_no_more_than_a_word_of_other_names_in_common():
    one = [("a", "Clara Dunmore", "PERSON"), ("a", "Port Mirren Harbour Board", "ORG")]
    two = [("b", "Clara Dunmoor", "PERSON"), ("b", "Mirren", "LOC")]
    assert entities(names(*one, *two)).variants.of
    assert not entities(names(*one, two[0], ("b", "Westland", "LOC"))).variants.of


def test_a_full_name_beside_a_person_is_a_persons_whatever_it_was_taken_for():
    for kind in ("LOC", "ORG", "OTHER"):
        one, two = story("a", ("Clara Dunmore", "PERSON")), story("b", ("Clara Dunmoor", kind))
        assert entities(names(*one, *two)).variants.of
    one, two = story("a", ("Clara Dunmore", "OTHER")), story("b", ("Clara Dunmoor", "OTHER"))
    assert not entities(names(*one, *two)).variants.of


def test_two_persons_of_one_text_are_not_joined_by_another():
    both = story("a", ("Joan Tolworth", "PERSON"), ("Joanne Tolworth", "PERSON"))
    assert not findings(*both, *story("b", ("Joanne Tolworth", "PERSON")))


def test_works_of_reference_share_many_names_whatever_they_are_about():
    common = [(f"Sea {word} of Norland", "LOC") for word in map("x".__mul__, range(1, 70))]
    a = [("a", name, kind) for name, kind in (*common, ("Karavel", "LOC"))]
    rest = [("b", f"{name} Bay", kind) for name, kind in common[35:]]
    b = [*(("b", name, kind) for name, kind in common[:35]), *rest, ("b", "Karvel", "LOC")]
    assert not entities(names(*a, *b)).variants.of


def test_countries_and_acronyms_are_never_joined():
    who = entities(
        names(
            *story("a", ("Niger", "LOC"), ("UNHCR", "ORG"), ("Slovakia", "LOC")),
            *story("b", ("Nigeria", "LOC"), ("UNHRC", "ORG"), ("Slovekia", "LOC")),
        )
    )
    assert not who.variants.of


def test_a_key_of_too_many_names_leaves_a_receipt():
    persons = [
        (f"s{n}", f"Anna {'bdfgklmn'[n % 8]}{'aeiou'[n % 5]}{'rstpvzlm'[n // 8]}al", "PERSON")
        for n in range(MOST_OF_A_KEY + 1)
    ]
    who = entities(names(*persons))
    assert [count for key, count in who.variants.cut if key.startswith("given")] == [
        MOST_OF_A_KEY + 1
    ]


def findings(*rows: tuple[str, str, str]) -> list[Finding]:
    """The findings on the names of these texts, each name standing once in its text."""
    table = names(*rows)
    who: Entities = entities(table)
    claims = [
        Claim(
            f"c-{source}-{n}", source, Span(n, n + len(name), name), "name", "name", (name,),
            text=name,
        )
        for n, (source, name, _) in enumerate(rows)
    ]  # fmt: skip
    made = tables.table(tables.CLAIMS, map(tables.claim_row, claims))
    return name_findings.findings(made, table, who)[0]


def test_a_finding_holds_the_spellings_with_the_one_of_most_texts_first():
    [made] = findings(
        *story("a", ("Karvel", "LOC")),
        *story("b", ("Karavel", "LOC")),
        *story("c", ("Karavel", "LOC")),
    )
    assert (made.question, made.relation, made.severity) == (
        "How is Karavel spelled?",
        "compatible",
        "none",
    )
    assert [p.value for p in made.positions] == ["Karavel / Karvel"]
    assert len(made.positions[0].claims) == 3


def test_accents_are_a_spelling_and_capitals_dots_and_short_forms_are_none():
    assert [
        made.question
        for made in findings(
            *story("a", ("Ana Núñez", "PERSON"), ("U.N. Relief", "ORG"), ("The Bay", "LOC")),
            *story("b", ("Ana Nunez", "PERSON"), ("UN Relief", "ORG"), ("BAY", "LOC")),
            *story("c", ("Nunez", "PERSON"), ("Relief", "ORG"), ("Lund", "PERSON")),
        )
    ] == ["How is Ana Nunez spelled?"]


def test_two_surnames_are_two_positions():
    [made] = findings(*story("a", ("Clara Dun", "PERSON")), *story("b", ("Clara Fun", "PERSON")))
    assert (made.relation, made.severity) == ("conflict", "low")
    assert sorted(p.value for p in made.positions) == ["Clara Dun", "Clara Fun"]


def test_a_text_on_another_matter_with_one_of_the_names_changes_nothing():
    rows = [*story("a", ("Karvel", "LOC")), *story("b", ("Karavel", "LOC"))]
    other = [("z", "Karavel", "LOC"), ("z", "Westland", "LOC"), ("z", "Otto Beck", "PERSON")]
    assert findings(*rows) == findings(*rows, *other)
