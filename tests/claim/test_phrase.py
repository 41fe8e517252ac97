"""From a value to what it is about, on parses that are right: each kind of attachment once."""

from __future__ import annotations

from fractions import Fraction

from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.quantity import Quantity
from tests.claim.claim_parsed import count, length, mark, money, parse, source

SOUTH = """
The the DET DT det 2
chapel chapel NOUN NN nsubj 5
is be AUX VBZ cop 5
8 8 NUM CD nummod 5
km km NOUN NN ROOT 5
( ( PUNCT -LRB- punct 8
5 5 NUM CD nummod 8
miles mile NOUN NNS appos 5
) ) PUNCT -RRB- punct 8
south south ADV RB advmod 5
of of ADP IN case 12
Oldwick Oldwick PROPN NNP obl 10
. . PUNCT . punct 5
"""
RESPECTIVELY = """
Length length NOUN NN nsubj 8
and and CCONJ CC cc 3
depth depth NOUN NN conj 1
of of ADP IN case 6
the the DET DT det 6
pond pond NOUN NN nmod 1
were be AUX VBD cop 8
90 90 NUM CD ROOT 8
and and CCONJ CC cc 10
40 40 NUM CD conj 8
. . PUNCT . punct 8
"""
SIGN = """
Divers diver NOUN NNS nsubj 2
surfaced surface VERB VBD ROOT 2
( ( PUNCT -LRB- punct 7
depth depth NOUN NN nsubj 7
= = SYM SYM punct 7
30 30 NUM CD nummod 7
m m NOUN NN parataxis 2
) ) PUNCT -RRB- punct 7
. . PUNCT . punct 2
"""
WHICH = """
Crews crew NOUN NNS nsubj 2
climbed climb VERB VBD ROOT 2
the the DET DT det 4
mast mast NOUN NN obj 2
, , PUNCT , punct 9
which which PRON WDT nsubj 9
is be AUX VBZ cop 9
30 30 NUM CD nummod 9
m m NOUN NN acl:relcl 4
. . PUNCT . punct 2
"""
PART_OF = """
Of of ADP IN case 4
the the DET DT det 4
54 54 NUM CD nummod 4
lamps lamp NOUN NNS obl 8
, , PUNCT , punct 8
26 26 NUM CD nsubj:pass 8
were be AUX VBD aux:pass 8
lit light VERB VBN ROOT 8
. . PUNCT . punct 8
"""
GUNMEN = """
Two two NUM CD nummod 2
gunmen gunman NOUN NNS nsubj 3
killed kill VERB VBD ROOT 3
five five NUM CD nummod 5
guards guard NOUN NNS obj 3
and and CCONJ CC cc 7
wounded wound VERB VBD conj 5
nine nine NUM CD nummod 9
others other NOUN NNS obj 3
. . PUNCT . punct 3
"""
HEADLINE = """
12 12 NUM CD ROOT 1
dead dead ADJ JJ amod 1
, , PUNCT , punct 4
40 40 NUM CD appos 1
missing missing ADJ JJ amod 4
"""
# as taggers read a headline: the state a noun, the verb a name, each part a sentence of its own
CAPITALS = """
Blast Blast NOUN NN nsubj 4
in in ADP IN case 3
Lanow Lanow PROPN NNP nmod 1
Kills Kills PROPN NNPS nmod 1
14 14 NUM CD ROOT 5
; ; PUNCT : punct 7
60 60 NUM CD conj 5
Hurt hurt NOUN NN ROOT 8
"""
LISTED = """
He he PRON PRP nsubj 2
said say VERB VBD ROOT 2
fire fire NOUN NN nsubj 4
gutted gut VERB VBD ccomp 2
12 12 NUM CD nummod 6
barns barn NOUN NNS obj 4
, , PUNCT , punct 9
3 3 NUM CD nummod 9
shops shop NOUN NNS ccomp 2
and and CCONJ CC cc 12
90 90 NUM CD nummod 12
sheds shed NOUN NNS conj 9
. . PUNCT . punct 2
"""
OF_THEM = """
Forty forty NUM CD nsubj:pass 3
were be AUX VBD aux:pass 3
killed kill VERB VBN ROOT 3
and and CCONJ CC cc 6
20 20 NUM CD nsubj:pass 6
hurt hurt VERB VBN conj 3
, , PUNCT , punct 8
nine nine NUM CD conj 3
of of ADP IN case 10
them they PRON PRP nmod 8
critically critically ADV RB advmod 8
. . PUNCT . punct 3
"""
SIX_OF = """
Six six NUM CD nsubj:pass 6
of of ADP IN case 4
20 20 NUM CD nummod 4
guards guard NOUN NNS nmod 1
were be AUX VBD aux:pass 6
killed kill VERB VBN ROOT 6
. . PUNCT . punct 6
"""
TOOK = """
Raiders raider NOUN NNS nsubj 2
took take VERB VBD ROOT 2
six six NUM CD nummod 4
guards guard NOUN NNS obj 2
hostage hostage NOUN NN obj 2
. . PUNCT . punct 2
"""
PUT_AT = """
Officials official NOUN NNS nsubj 2
put put VERB VBD ROOT 2
the the DET DT det 4
number number NOUN NN obj 2
of of ADP IN case 6
dead dead ADJ JJ nmod 4
at at ADP IN case 8
44 44 NUM CD obl 2
. . PUNCT . punct 2
"""
AGED = """
Ida Ida PROPN NNP nsubj:pass 7
Adler Adler PROPN NNP flat 1
, , PUNCT , punct 4
47 47 NUM CD appos 1
, , PUNCT , punct 4
was be AUX VBD aux:pass 7
arrested arrest VERB VBN ROOT 7
. . PUNCT . punct 7
"""
LASTED = """
The the DET DT det 2
siege siege NOUN NN nsubj 3
lasted last VERB VBD ROOT 3
three three NUM CD nummod 5
days day NOUN NNS obj 3
. . PUNCT . punct 3
"""
PAID = """
Alder Alder PROPN NNP nsubj 2
paid pay VERB VBD ROOT 2
$ $ SYM $ obj 2
30 30 NUM CD compound 5
million million NUM CD nummod 3
for for ADP IN case 8
the the DET DT det 8
mill mill NOUN NN obl 2
. . PUNCT . punct 2
"""


def made(rows: str, *figures: tuple[str, Quantity], names=()) -> dict[str, Claim]:
    """The claims of a parsed sentence by their words."""
    doc = mark(parse(rows), names=names, figures=figures)
    return {claim.span.quote: claim for claim in build.claims(doc, source(doc))}


def bare(number: int) -> Quantity:
    return count(number, "")


def days(number: int) -> Quantity:
    value = Fraction(86400 * number)
    return Quantity(value, value, "second", "time")


def test_a_direction_behind_a_length_makes_it_a_distance_past_a_conversion_too():
    oldwick = ("Oldwick", "LOC", ("Oldwick",))
    found = made(SOUTH, ("8 km", length(8000)), ("5 miles", length(8046)), names=[oldwick])
    assert {quote: claim.property for quote, claim in found.items()} == {
        "8 km": "distance",
        "5 miles": "distance",
    }
    assert {claim.subjects for claim in found.values()} == {("Oldwick",)}


def test_a_coordinated_figure_shares_its_predicate():
    found = made(RESPECTIVELY, ("90", bare(90)), ("40", bare(40)))
    assert found["40"].property == found["90"].property != ""


def test_the_word_before_a_sign_of_equality_is_measured():
    assert made(SIGN, ("30 m", length(30)))["30 m"].property == "depth"


def test_a_relative_pronoun_stands_for_the_noun_before_it():
    assert made(WHICH, ("30 m", length(30)))["30 m"].property == "open:mast"


def test_a_bare_number_is_a_part_of_what_opens_the_sentence():
    found = made(PART_OF, ("54", count(54, "lamp")), ("26", bare(26)))
    assert found["26"].property == "open:lamp"


def test_who_kills_is_not_killed_and_each_verb_has_its_own():
    found = made(
        GUNMEN,
        ("Two", count(2, "gunman")),
        ("five", count(5, "guard")),
        ("nine", count(9, "other")),
    )
    assert [found[word].property for word in ("Two", "five", "nine")] == [
        "attackers",
        "people_killed",
        "people_injured",
    ]


def test_a_headline_needs_no_verb():
    found = made(HEADLINE, ("12", bare(12)), ("40", bare(40)))
    assert (found["12"].property, found["40"].property) == ("people_killed", "people_missing")


def test_a_headline_is_read_by_the_order_of_its_words():
    found = made(CAPITALS, ("14", bare(14)), ("60", bare(60)))
    assert (found["14"].property, found["60"].property) == ("people_killed", "people_injured")


def test_the_verb_of_a_list_is_that_of_its_later_items():
    found = made(
        LISTED, ("12", count(12, "barn")), ("3", count(3, "shop")), ("90", count(90, "shed"))
    )
    assert {claim.property for claim in found.values()} == {"buildings_destroyed"}


def test_those_critically_hurt_are_no_dead():
    found = made(OF_THEM, ("Forty", bare(40)), ("20", bare(20)), ("nine", count(9, "they")))
    assert (found["Forty"].property, found["20"].property) == ("people_killed", "people_injured")
    assert (found["nine"].property, found["nine"].measured[0]) == ("people_injured", "critical")


def test_what_befell_six_of_twenty_did_not_befall_the_twenty():
    found = made(SIX_OF, ("Six", bare(6)), ("20", count(20, "guard")))
    assert (found["Six"].property, found["20"].property) == ("people_killed", "open:guard")


def test_a_verb_and_its_company_state_a_property_together():
    found = made(TOOK, ("six", count(6, "guard")))
    assert found["six"].property == "people_abducted"
    assert found["six"].measured == ("guard",)


def test_a_figure_behind_a_preposition_is_one_of_the_object():
    assert made(PUT_AT, ("44", bare(44)))["44"].property == "people_killed"


def test_a_number_behind_a_persons_name_is_an_age_and_no_toll():
    ida = ("Ida Adler", "PERSON", ("Ida Adler",))
    found = made(AGED, ("47", bare(47)), names=[ida])
    assert (found["47"].property, found["47"].subjects) == ("age", ("Ida Adler",))


def test_a_general_property_is_narrowed_by_whose_it_is():
    claim = made(LASTED, ("three days", days(3)))["three days"]
    assert (claim.property, claim.measured) == ("duration", ("siege",))


def test_a_preposition_may_belong_to_the_wording():
    assert made(PAID, ("$30 million", money(30000000)))["$30 million"].property == "price"
