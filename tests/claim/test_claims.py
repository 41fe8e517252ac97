"""What a figure or a date in a sentence is about, whose it is and when."""

from __future__ import annotations

from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from tests.claim.claim_parsed import count, length, mark, money, parse, source

FRONTIER_WITH_CLAUSE = """
Their their PRON PRP$ nmod:poss 5
900 900 NUM CD nummod 4
- - PUNCT HYPH punct 2
mile mile NOUN NN compound 5
frontier frontier NOUN NN nsubj 18
, , PUNCT , punct 11
where where ADV WRB advmod 11
Norland Norland PROPN NNP nsubj 11
and and CCONJ CC cc 10
Sudland Sudland PROPN NNP conj 8
fought fight VERB VBD acl:relcl 5
a a DET DT det 13
war war NOUN NN obj 11
in in ADP IN case 15
1811 1811 NUM CD obl 11
, , PUNCT , punct 5
is be AUX VBZ cop 18
open open ADJ JJ ROOT 18
. . PUNCT . punct 18
"""
FRONTIER_OF = """
Surveyors surveyor NOUN NNS nsubj 2
marked mark VERB VBD ROOT 2
the the DET DT det 5
two two NUM CD nummod 5
kingdoms kingdom NOUN NNS nmod:poss 8
' 's PART POS case 5
1,450 1450 NUM CD nummod 8
kilometers kilometer NOUN NNS obj 2
of of ADP IN case 11
common common ADJ JJ amod 11
frontier frontier NOUN NN nmod 8
. . PUNCT . punct 2
"""
THIS_WEEK = """
Adler Adler PROPN NNP nsubj 2
visits visit VERB VBZ ROOT 2
Sudland Sudland PROPN NNP obj 2
this this DET DT det 5
week week NOUN NN obl:unmarked 6
hoping hope VERB VBG advcl 2
to to PART TO mark 8
sell sell VERB VB xcomp 6
ships ship NOUN NNS obj 8
. . PUNCT . punct 2
"""
WENT = """
In in ADP IN case 2
May May PROPN NNP obl 6
1902 1902 NUM CD nmod:unmarked 2
, , PUNCT , punct 2
Adler Adler PROPN NNP nsubj 6
went go VERB VBD ROOT 6
to to ADP IN case 8
Sudland Sudland PROPN NNP obl 6
and and CCONJ CC cc 10
signed sign VERB VBD conj 6
a a DET DT det 12
pact pact NOUN NN obj 10
. . PUNCT . punct 6
"""
DURING = """
During during ADP IN case 4
Adler Adler PROPN NNP nmod:poss 4
's 's PART POS case 2
visit visit NOUN NN obl 14
to to ADP IN case 6
Sudland Sudland PROPN NNP nmod 4
in in ADP IN case 8
May May PROPN NNP obl 14
1902 1902 NUM CD nmod:unmarked 8
, , PUNCT , punct 14
both both DET DT det 12
sides side NOUN NNS nsubj 14
were be AUX VBD cop 14
calm calm ADJ JJ ROOT 14
. . PUNCT . punct 14
"""
TRADED = """
The the DET DT det 2
firms firm NOUN NNS nsubj 3
traded trade VERB VBD ROOT 3
goods goods NOUN NNS obj 3
valued value VERB VBN acl 4
at at ADP IN case 7
$ $ SYM $ obl 5
3.2 3.2 NUM CD compound 9
million million NUM CD nummod 7
last last ADJ JJ amod 11
year year NOUN NN nmod:unmarked 7
. . PUNCT . punct 3
"""
KILLED = """
At at ADP IN case 2
least least ADJ JJS nmod 3
12 12 NUM CD nummod 4
people person NOUN NNS nsubj:pass 6
were be AUX VBD aux:pass 6
killed kill VERB VBN ROOT 6
in in ADP IN case 8
Sudland Sudland PROPN NNP obl 6
. . PUNCT . punct 6
"""
SUDLAND = ("Sudland", "LOC", ("Sudland",))
ADLER = ("Adler", "PERSON", ("Ida Adler",))


def only(claims: list[Claim], quote: str) -> Claim:
    """The one claim with this quote."""
    [claim] = [claim for claim in claims if claim.span.quote == quote]
    return claim


def test_a_figure_before_its_noun_measures_it():
    doc = mark(
        parse(FRONTIER_WITH_CLAUSE),
        names=[("Norland", "LOC", ("Norland",)), SUDLAND],
        figures=[("900-mile", length(1448409))],
        dates=[("1811", "1811")],
    )
    claims = build.claims(doc, source(doc))
    border = only(claims, "900-mile")
    assert border.property == "border_length"
    assert border.subjects == ("Norland", "Sudland")
    assert border.when is None, "the year of the war is not the year of the length"
    war = only(claims, "1811")
    assert war.property == "open:fight"
    assert war.subjects == ("Norland", "Sudland")


def test_kilometers_of_frontier_measure_the_frontier():
    both = ("the two kingdoms'", "LOC", ("Norland", "Sudland"))
    doc = mark(parse(FRONTIER_OF), names=[both], figures=[("1,450 kilometers", length(1450000))])
    claim = only(build.claims(doc, source(doc)), "1,450 kilometers")
    assert (claim.property, claim.subjects) == ("border_length", ("Norland", "Sudland"))
    assert "common" in claim.measured


def test_a_date_before_a_free_participle_belongs_to_the_verb_above():
    doc = mark(parse(THIS_WEEK), names=[ADLER, SUDLAND], dates=[("this week", "")])
    claim = only(build.claims(doc, source(doc)), "this week")
    assert (claim.property, claim.subjects, claim.where) == (
        "visit",
        ("Ida Adler",),
        ("Sudland",),
    )


def test_going_to_a_place_is_a_visit():
    doc = mark(parse(WENT), names=[ADLER, SUDLAND], dates=[("May 1902", "1902-05")])
    claim = only(build.claims(doc, source(doc)), "May 1902")
    assert (claim.property, claim.subjects, claim.where) == (
        "visit",
        ("Ida Adler",),
        ("Sudland",),
    )


def test_a_date_cut_off_from_the_verb_by_a_comma_belongs_to_the_noun_before_it():
    doc = mark(parse(DURING), names=[ADLER, SUDLAND], dates=[("May 1902", "1902-05")])
    claim = only(build.claims(doc, source(doc)), "May 1902")
    assert (claim.property, claim.subjects) == ("visit", ("Ida Adler",))
    assert claim.where == ("Sudland",)


def test_a_sum_in_a_reduced_relative_clause_takes_subject_and_year_of_the_sentence():
    doc = mark(
        parse(TRADED),
        names=[("The firms", "ORG", ("Alder & Co", "Birch Ltd"))],
        figures=[("$3.2 million", money(3200000))],
        dates=[("last year", "1901")],
    )
    claim = only(build.claims(doc, source(doc)), "$3.2 million")
    assert claim.subjects == ("Alder & Co", "Birch Ltd")
    assert claim.when is not None
    assert claim.when.edtf == "1901"


def test_people_killed_are_told_from_people():
    doc = mark(parse(KILLED), names=[SUDLAND], figures=[("12 people", count(12, "person"))])
    claim = only(build.claims(doc, source(doc)), "12 people")
    assert (claim.property, claim.where) == ("people_killed", ("Sudland",))


def test_ids_follow_the_content_and_not_the_file():
    doc = mark(parse(KILLED), names=[SUDLAND], figures=[("12 people", count(12, "person"))])
    one = build.claims(doc, source(doc))
    other = build.claims(doc, source(doc))
    assert [claim.id for claim in one] == [claim.id for claim in other]
    assert len({claim.id for claim in one}) == len(one)


def test_what_cannot_be_attached_is_kept():
    rows = "Well well INTJ UH ROOT 1\n, , PUNCT , punct 1\n7 7 NUM CD discourse 1\n"
    doc = mark(parse(rows), figures=[("7", count(7, ""))])
    [claim] = build.claims(doc, source(doc))
    assert (claim.property, claim.subjects) == ("", ())
