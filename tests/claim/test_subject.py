"""Whose a figure is: names beside an apposition, never who reports it or whom a name describes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.quantity import Quantity
from tests.claim.claim_parsed import count, length, mark, money, parse, source
from tests.claim.claim_stated import claimed_by_pipeline
from tests.shipped import shipped

HOME_TO = """
Rain rain NOUN NN nsubj 2
hit hit VERB VBD ccomp 16
Ostby Ostby PROPN NNP obj 2
, , PUNCT , punct 5
home home NOUN NN appos 3
to to ADP IN case 8
9,000 9000 NUM CD nummod 8
people person NOUN NNS obl 5
, , PUNCT , punct 11
and and CCONJ CC cc 11
Marlow Marlow PROPN NNP conj 3
, , PUNCT , punct 15
the the DET DT det 15
Weather weather PROPN NNP compound 15
Office office PROPN NNP nsubj 16
said say VERB VBD ROOT 16
. . PUNCT . punct 16
"""
SPEAKER = """
Ida Ida PROPN NNP nsubj 3
Roe Roe PROPN NNP flat 1
said say VERB VBD ROOT 3
the the DET DT det 5
wall wall NOUN NN nsubj 8
is be AUX VBZ cop 8
300 300 NUM CD nummod 8
metres metre NOUN NNS ccomp 3
long long ADJ JJ amod 8
. . PUNCT . punct 3
"""
OWN = """
Birch Birch PROPN NNP nsubj 2
said say VERB VBD ROOT 2
its its PRON PRP$ nmod:poss 4
profit profit NOUN NN nsubj 5
rose rise VERB VBD ccomp 2
to to ADP IN case 7
$ $ SYM $ obl 5
40 40 NUM CD nummod 7
. . PUNCT . punct 2
"""
FOUNDED = """
Birch Birch PROPN NNP nsubj 9
, , PUNCT , punct 3
founded found VERB VBN acl 1
in in ADP IN case 5
1896 1896 NUM CD obl 3
by by ADP IN case 7
Roe Roe PROPN NNP obl 3
, , PUNCT , punct 3
bought buy VERB VBD ROOT 9
Alder Alder PROPN NNP obj 9
. . PUNCT . punct 9
"""
BORN = """
The the DET DT det 5
Ambrian Ambrian ADJ JJ amod 4
- - PUNCT HYPH punct 2
born bear VERB VBN amod 5
singer singer NOUN NN nsubj 6
won win VERB VBD ROOT 6
12 12 NUM CD nummod 8
medals medal NOUN NNS obj 6
. . PUNCT . punct 6
"""
Names = Sequence[tuple[str, str, tuple[str, ...]]]
Figures = Sequence[tuple[str, Quantity]]


def claim_of(
    rows: str, names: Names, figures: Figures = (), dates: Sequence[tuple[str, str]] = ()
) -> Claim:
    doc = mark(parse(rows), names, figures, dates)
    return build.claims(doc, source(doc))[0]


def test_what_an_apposition_states_is_said_of_the_name_it_stands_beside() -> None:
    names: Names = [
        ("Ostby", "LOC", ("Ostby",)),
        ("Marlow", "LOC", ("Marlow",)),
        ("Weather Office", "ORG", ("Weather Office",)),
    ]
    claim = claim_of(HOME_TO, names, [("9,000 people", count(9000, "person"))])
    assert (claim.property, claim.subjects) == ("population", ("Ostby",))
    assert claim.rules[-1] == "subject:apposition"


def test_who_founded_it_is_not_what_was_founded() -> None:
    names: Names = [
        ("Birch", "ORG", ("Birch",)),
        ("Roe", "PERSON", ("Ida Roe",)),
        ("Alder", "ORG", ("Alder",)),
    ]
    claim = claim_of(FOUNDED, names, dates=[("1896", "1896")])
    assert (claim.property, claim.subjects) == ("founding", ("Birch",))


def test_who_reports_a_figure_is_not_its_subject() -> None:
    claim = claim_of(SPEAKER, [("Ida Roe", "PERSON", ("Ida Roe",))], [("300 metres", length(300))])
    assert (claim.property, claim.subjects) == ("length", ())


def test_the_reporter_is_the_subject_of_what_is_the_reporters_own() -> None:
    claim = claim_of(OWN, [("Birch", "ORG", ("Birch",))], [("$40", money(40))])
    assert (claim.property, claim.subjects) == ("profit", ("Birch",))
    assert claim.rules[-1] == "subject:speaker"


def test_a_nationality_describes_and_is_no_subject() -> None:
    claim = claim_of(BORN, [("Ambrian", "NORP", ("Ambria",))], [("12 medals", count(12, "medal"))])
    assert claim.subjects == ()


@pytest.fixture(scope="module")
def whose() -> object:
    """A function from a sentence with one [[figure]] to the subjects of its claim."""
    nlp = shipped()

    def subjects(marked: str) -> tuple[str, ...]:
        text = marked.replace("[[", "").replace("]]", "")
        doc: Doc = annotating.annotate_text(nlp, text)
        start = marked.index("[[")
        end = marked.index("]]") - 2
        found = [c for c in build.claims(doc, source(doc)) if start <= c.span.start < end]
        return found[0].subjects if found else ("no claim",)

    return subjects


#: Sentences as the news has them, through the pipeline that ships.
NEWS = [
    (
        "The flood cut off Ostby, a town of [[14,000]], and the village of Marlow, officials said.",
        ("Ostby",),
    ),
    ("The storm, which had winds of 150 km/h, hit Ostby, home to [[14,000 people]].", ("Ostby",)),
    ("Ostby - population [[14,000]] - was evacuated.", ("Ostby",)),
    (
        "Fire hit Pelham, a village of [[900 people]] in Norland, officials in Lundburg said.",
        ("Pelham",),
    ),
    (
        "Orland is Norland's only island in the Sound, with a population of [[7,400]].",
        ("Orland",),
    ),
    ("The U.S. Census Bureau said Ostby has a population of [[14,000]].", ("Ostby",)),
    ("Built in [[1931]], Olm Bridge is 300 metres long.", ("Olm Bridge",)),
    ("Founded in [[1896]] by Karl Olm, Alder Mills employs 1,200 people.", ("Alder Mills",)),
    (
        "Alder Airlines, Norland's largest carrier with [[80 aircraft]], cancelled flights.",
        ("Alder Airlines",),
    ),
    (
        "Karl Olm, who scored [[30 goals]] for Birch United last year, will join Alder City.",
        ("Karl Olm",),
    ),
    ("Norland, with [[over 5 million inhabitants]], has one airport.", ("Norland",)),
    ("OSTBY (Agency) - Alder Mills bought a rival for [[$2 million]].", ("Alder Mills",)),
    (
        "Alder Mills is growing. Alder Mills, founded in 1931, has [[600 employees]].",
        ("Alder Mills",),
    ),
    ("Karl Olm, who is serving a [[ten-year]] sentence, appealed.", ("Karl Olm",)),
    ("The Norwegian has scored [[34 goals]].", ()),
    ("Power was cut in Ostby. Shops in the town, home to [[9,000 people]], closed.", ("Ostby",)),
    ("Norland, whose army numbers [[30,000 troops]], closed its border.", ("Norland",)),
    (
        "Doctors at Marlow Hospital, which has [[300 beds]], treated 40 people.",
        ("Marlow Hospital",),
    ),
    ("Birch Ltd. said its profit rose to [[$40 million]].", ("Birch Ltd.",)),
    (
        "According to Birch Ltd., Alder Corp. had sales of [[$30 million]] in 2009.",
        ("Alder Corp.",),
    ),
    ("Mayor Ada Brun said that the storm damaged 42 offices and [[8 bridges]].", ()),
    ("Ida Roe told the Ostby Times that the school has [[300 pupils]].", ()),
    ("The ministry said the bridge, which is [[300 metres]] long, was closed.", ()),
    ("The hotel has [[300 rooms]], according to Ida Roe, the manager.", ()),
    ("Ida Roe told the Ostby Times that the mill has [[40 looms]].", ()),
    ("Birch Ltd. announced plans to shed [[300 jobs]].", ("Birch Ltd.",)),
    (
        "Fire swept through Lundburg, a town in Norland. The town has a population of [[9,400]].",
        ("Lundburg",),
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("marked", "subjects"), NEWS)
def test_the_subjects_of_news_sentences(whose, marked: str, subjects: tuple[str, ...]) -> None:
    assert whose(marked) == subjects


@pytest.mark.parametrize(
    ("marked", "side"),
    [
        ("Estimated losses: Birch United [[1,304]]; Alder City 1,069", "Birch United"),
        ("Estimated losses: Birch United 1,304; Alder City [[1,069]]", "Alder City"),
        ("Estimated losses: 2,373 (Birch United 1,304; Alder City [[1,069]])", "Alder City"),
    ],
)
def test_in_a_list_a_figure_is_of_the_name_before_it(whose, marked: str, side: str) -> None:
    assert whose(marked) == (side,)
    claim = claimed_by_pipeline([marked])[marked]
    assert claim is not None
    assert claim.property == "open:loss"


@pytest.mark.parametrize(
    "marked",
    [
        "The mine closed (Birch Daily [[12 May 2019]]; page 4), officials said: it was empty.",
        "Sold: the mill (Birch United [[7]]).",
    ],
)
def test_no_other_figure_in_brackets_is_an_item_of_a_list(marked: str) -> None:
    claim = claimed_by_pipeline([marked])[marked]
    assert claim is None or "subject:listed" not in claim.rules
