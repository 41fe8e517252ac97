"""Names: what the NER found, mended; canonical forms; references; titles."""

from __future__ import annotations

import itertools
import pickle

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from sourcecheck.annotate import mentions
from sourcecheck.annotate.names.component import Names
from sourcecheck.annotate.names.factory import make
from sourcecheck.annotate.names.layout import LONGEST, Layout
from sourcecheck.normalise import name as normalise
from tests.annotate.made_docs import attributes, entities, exact, meaning, names, parsed

component = Names()


def named(marked: str) -> Doc:
    return component(entities(marked))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # exact country names are places, whatever the NER says
        ("<PERSON>Norway</PERSON> and <ORG>Peru</ORG> met.", [
            ("Norway", "LOC", ("Norway",)), ("Peru", "LOC", ("Peru",)),
        ]),
        ("It left the U.K. for the USA.", [
            ("U.K.", "LOC", ("United Kingdom",)), ("USA", "LOC", ("United States",)),
        ]),
        ("NORWAY (AP) -- Rain fell.", [
            ("NORWAY", "LOC", ("Norway",)), ("AP", "ORG", ("Associated Press",)),
        ]),
        # demonyms, adjective and noun, refer to the country
        ("Norwegian ships met two Peruvians.", [
            ("Norwegian", "NORP", ("Norway",)), ("Peruvians", "NORP", ("Peru",)),
        ]),
        ("The <LOC>Soviet empire</LOC> fell.", [("Soviet", "NORP", ("Soviet Union",))]),
        ("He is African-American.", [("African-American", "NORP", ("African-American",))]),
        # compounds
        ("<LOC>Franco-Prussian</LOC> talks.", [
            ("Franco-Prussian", "NORP", ("France", "Prussia")),
        ]),
        ("The <LOC>Indo-Pakistani</LOC> line.", [
            ("Indo-Pakistani", "NORP", ("India", "Pakistan")),
        ]),
        ("Anglo-Saxon poems.", []),
        # a longer name is not taken apart, a currency is no country
        ("The <ORG>Bank of Norway</ORG> paid US$5.", [
            ("Bank of Norway", "ORG", ("Bank of Norway",)),
        ]),
        ("The <EVENT>French presidential election</EVENT> came.", [
            ("French presidential election", "EVENT", ("French presidential election",)),
        ]),
        # forms that mean other things too need the NER
        ("Polish the floor with Jordan.", []),
        ("<NORP>Polish</NORP> ships left <LOC>Jordan</LOC>.", [
            ("Polish", "NORP", ("Poland",)), ("Jordan", "LOC", ("Jordan",)),
        ]),
        # labels of other pipelines; dates are none of ours
        ("<GPE>Lima</GPE>, <FAC>Lund Bridge</FAC>, <DATE>May</DATE>.", [
            ("Lima", "LOC", ("Lima",)), ("Lund Bridge", "LOC", ("Lund Bridge",)),
        ]),
        # titles, possessives, months, line ends
        ("<PERSON>President Jane Roe</PERSON> spoke.", [("Jane Roe", "PERSON", ("Jane Roe",))]),
        ("<PERSON>Jane Roe's</PERSON> hat.", [("Jane Roe", "PERSON", ("Jane Roe",))]),
        ("<PERSON>Earl Miller</PERSON> sang.", [("Earl Miller", "PERSON", ("Earl Miller",))]),
        ("<LOC>January</LOC> was 5 <ORG>km</ORG>.", []),
        ("<ORG>Lund Post\nWeather</ORG> today", [("Lund Post", "ORG", ("Lund Post",))]),
        ("He left <LOC>Miller Corp. Then</LOC> he slept.", [
            ("Miller Corp.", "ORG", ("Miller Corp.",)),
        ]),
        ("<LOC>Miller Corp.</LOC> grew.", [("Miller Corp.", "ORG", ("Miller Corp.",))]),
    ],
)  # fmt: skip
def test_repair(marked: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert names(named(marked)) == expected


def test_a_lone_surname_is_the_person_of_that_name_everywhere() -> None:
    doc = named(
        "Then <LOC>Okonwo</LOC> left. <PERSON>Ada Okonwo</PERSON> had come. Okonwo's car, an "
        "<ORG>Okonwo</ORG> of old, was found by <PERSON>Ada</PERSON>. The Okonwo Fund stayed."
    )
    found = [(words, who) for words, _, who in names(doc)]
    assert found == [
        ("Okonwo", ("Ada Okonwo",)),
        ("Ada Okonwo", ("Ada Okonwo",)),
        ("Okonwo", ("Ada Okonwo",)),
        ("Okonwo", ("Ada Okonwo",)),
        ("Ada", ("Ada Okonwo",)),
    ]


def test_a_surname_of_two_people_is_the_one_named_last() -> None:
    doc = named(
        "<PERSON>Ada Brun</PERSON> sang. <PERSON>Brun</PERSON> left. "
        "<PERSON>Karl Brun</PERSON> wept. <PERSON>Brun</PERSON> slept."
    )
    assert [who for words, _, who in names(doc) if words == "Brun"] == [
        ("Ada Brun",),
        ("Karl Brun",),
    ]


def test_the_fullest_form_is_canonical() -> None:
    doc = named(
        "<PERSON>Ada Brun</PERSON>, <PERSON>A. Brun</PERSON>, <PERSON>Ada M. Brun</PERSON>."
    )
    assert {who for _, _, who in names(doc)} == {("Ada M. Brun",)}


def test_initials_defined_in_brackets_are_the_organisation() -> None:
    doc = named("The <ORG>Lund River Authority</ORG> (LRA) met. The <LOC>LRA</LOC> left.")
    assert [(kind, who) for _, kind, who in names(doc)] == [
        ("ORG", ("Lund River Authority",)),
        ("ORG", ("Lund River Authority",)),
        ("ORG", ("Lund River Authority",)),
    ]


def test_a_short_form_of_a_company_is_the_company() -> None:
    doc = named("<ORG>Miller Corp.</ORG> grew. <ORG>Miller</ORG> fell.")
    assert meaning(doc, "Miller") == ("Miller Corp.",)


def test_a_demonym_of_two_countries_is_the_one_that_the_text_names() -> None:
    assert meaning(named("Seoul, South Korea: a Korean ship."), "Korean") == ("South Korea",)
    assert meaning(named("A Korean ship."), "Korean") == ("North Korea", "South Korea")


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        ("Peru and Chile met. The two countries agreed.", "The two countries", ("Chile", "Peru")),
        ("Peru met Chile. Both sides left.", "Both sides", ("Chile", "Peru")),
        ("Peruvian and Chilean ships met. Neither side left.", "Neither side", ("Chile", "Peru")),
        ("Franco-German talks. The two nations agreed.", "The two nations", ("France", "Germany")),
        (
            "Peru, Chile and Bolivia met. The three countries left.",
            "The three countries",
            ("Bolivia", "Chile", "Peru"),
        ),
        # which two of three is open; one country is not two; nothing is named
        ("Peru, Chile and Bolivia met. The two countries left.", "The two countries", ()),
        ("Peru grew. The two countries left.", "The two countries", ()),
        ("The two countries left.", "The two countries", ()),
        # regions and cities are no countries
        ("Peru and Europe met. The two countries left.", "The two countries", ()),
        # the names follow at once
        ("Peru met Chile. The two countries -- Fiji and Mali -- left.", "The two countries", ()),
        # a state that had ended by then is out of mind
        (
            "China fought the Soviet Union. In 1995 China met Russia. The two countries agreed.",
            "The two countries",
            ("China", "Russia"),
        ),
        ("Peru fought Chile. In 1995 both sides described their war.", "their", ("Chile", "Peru")),
        ("Peru and Chile said they would pay.", "they", ("Chile", "Peru")),
        ("Ships of Peru and Chile said they would pay.", "they", ()),
        ("Their 40-mile road, where Peru and Chile met, is new.", "Their", ("Chile", "Peru")),
        ("Their road, where Peru met Chile, is new.", "Their", ()),
    ],
)
def test_groups(text: str, words: str, countries: tuple[str, ...]) -> None:
    assert meaning(named(text), words) == countries


@pytest.mark.parametrize(
    ("marked", "words", "person"),
    [
        # named just before, by no other title
        ("Enter <PERSON>Ada Brun</PERSON>. The Swedish president visits Peru.",
         "The Swedish president", ("Ada Brun",)),
        # who carries the title anywhere
        ("The Swedish president left. <PERSON>Karl Lund</PERSON> saw Swedish President "
         "<PERSON>Ada Brun</PERSON>. The Swedish president waved.",
         "The Swedish president", ("Ada Brun",)),
        ("Swedish President <PERSON>Ada Brun</PERSON> met <PERSON>Karl Lund</PERSON>. "
         "The president smiled.", "The president", ("Ada Brun",)),
        # another country's, an unknown one, two of them
        ("Swedish President <PERSON>Ada Brun</PERSON> came. The Danish president left.",
         "The Danish president", ()),
        ("Ships came. The Danish president left.", "The Danish president", ()),
        ("President <PERSON>Ada Brun</PERSON> met President <PERSON>Karl Lund</PERSON>. "
         "The president smiled.", "The president", ()),
        # part of a longer phrase
        ("President <PERSON>Ada Brun</PERSON> came. The president of the club left.",
         "The president", ()),
        ("<ORG>Miller Corp.</ORG> grew. The company paid.", "The company", ("Miller Corp.",)),
        ("<ORG>Miller Corp.</ORG> met <ORG>Lund Inc.</ORG> there. The company paid.",
         "The company", ()),
        ("<ORG>Lund River Agency</ORG> met <ORG>Miller Corp.</ORG> The agency's boats left.",
         "The agency", ("Lund River Agency",)),
        ("Peru grew fast. The country's roads are new.", "The country", ("Peru",)),
        ("Peru met Chile. The country's roads are new.", "The country", ()),
    ],
)  # fmt: skip
def test_descriptions(marked: str, words: str, person: tuple[str, ...]) -> None:
    doc = entities(marked)
    for token in doc:  # a tag is enough to see where a phrase ends
        token.tag_ = "VBZ" if token.text.endswith("ed") or token.text == "visits" else "IN"
    assert meaning(component(doc), words) == person


@pytest.mark.parametrize(
    ("marked", "words", "person"),
    [
        ("<PERSON>Ada Brun</PERSON> came. She sang.", "She", ("Ada Brun",)),
        ("<PERSON>Ada Brun</PERSON> came. Rain fell. Her hat was wet.", "Her", ("Ada Brun",)),
        ("<PERSON>Karl Lund</PERSON> saw <PERSON>Mary Brun</PERSON>. She left.",
         "She", ("Mary Brun",)),
        ("King <PERSON>Ozo</PERSON> came. She sang.", "She", ()),
        ("<PERSON>Ozo</PERSON> met <PERSON>Izi</PERSON>. He left.", "He", ("Ozo",)),  # opens
        ("Then <PERSON>Ozo</PERSON> met <PERSON>Izi</PERSON>. He left.", "He", ()),
        ("<PERSON>Ozo</PERSON> came. A witness sang. He left.", "He", ()),
        ("<PERSON>Ozo</PERSON> said: \"He left.\"", "He", ()),
        ("Rain fell. He left.", "He", ()),
    ],
)  # fmt: skip
def test_singular_pronouns(marked: str, words: str, person: tuple[str, ...]) -> None:
    assert meaning(named(marked), words) == person


PARSED_PAIR = """
Peru    NNP nsubj 4
and     CC  cc    3
Chile   NNP conj  1
said    VBD ROOT  4  say
they    PRP nsubj 7
would   MD  aux   7
pay     VB  ccomp 4
.       .   punct 4
"""
PARSED_ITS = """
Peru    NNP nsubj     2
sold    VBD ROOT      2 sell
its     PRP$ nmod:poss 4
ships   NNS obj       2
.       .   punct     2
"""


def test_they_is_a_coordinated_subject() -> None:
    assert meaning(component(parsed(PARSED_PAIR)), "they") == ("Chile", "Peru")


def test_its_is_the_subject_of_its_clause() -> None:
    assert meaning(component(parsed(PARSED_ITS)), "its") == ("Peru",)


PARSED_ACT = """
Velgor  NNP nsubj 2
went    VBD ROOT  2 go
to      IN  case  4
Peru    NNP obl   2
.       .   punct 2
"""


def test_a_name_that_acts_like_a_person_is_one() -> None:
    doc = component(parsed(PARSED_ACT, [("Velgor", "LOC"), ("Peru", "LOC")]))
    assert names(doc)[0] == ("Velgor", "PERSON", ("Velgor",))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Swedish President <PERSON>Ada Brun</PERSON> came.",
         [("title", "Swedish President", "Ada Brun")]),
        ("Peruvian party chairman <PERSON>Ada Brun</PERSON> came.",
         [("title", "Peruvian party chairman", "Ada Brun")]),
        ("the former deputy prime minister <PERSON>Ada Brun</PERSON> came.",
         [("title", "former deputy prime minister", "Ada Brun")]),
        ("U.S. Secretary of State <PERSON>Ada Brun</PERSON> came.",
         [("title", "U.S. Secretary of State", "Ada Brun")]),
        ("Lt. Gen. <PERSON>Ada Brun</PERSON> came.", [("title", "Lt. Gen.", "Ada Brun")]),
        ("<PERSON>President Ada Brun</PERSON> came.", [("title", "President", "Ada Brun")]),
        ("<PERSON>Ada Brun</PERSON>, a geologist at <ORG>Miller Corp.</ORG>, came.",
         [("title", "geologist at Miller Corp.", "Ada Brun")]),
        ("<PERSON>Ada Brun</PERSON>, the general secretary of the union.",
         [("title", "general secretary of the union", "Ada Brun")]),
        ("<PERSON>Ada Brun</PERSON>, 47, a nurse, came.",
         [("age", "47", "Ada Brun"), ("title", "nurse", "Ada Brun")]),
        ("47-year-old <PERSON>Ada Brun</PERSON> came.", [("age", "47", "Ada Brun")]),
        # the next person's title is not this one's; an object is no title
        ("<PERSON>Ada Brun</PERSON>, President <PERSON>Karl Lund</PERSON> and others came.",
         [("title", "President", "Karl Lund")]),
        ("<PERSON>Ada Brun</PERSON>, a bridge in the north, came.", []),
        ("Mr. <PERSON>Brun</PERSON> came in 1947 to <PERSON>Karl Lund</PERSON>.", []),
    ],
)  # fmt: skip
def test_titles(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert attributes(named(marked)) == expected


def test_it_works_on_a_blank_pipeline_by_its_name() -> None:
    assert callable(make)  # importing it registers the component in a checkout, too
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_names")
    doc = nlp("Peru and Chile met. Both countries signed.")
    assert meaning(doc, "Both countries") == ("Chile", "Peru")
    assert [span.text for span in doc.spans["names"]] == ["Peru", "Chile", "Both countries"]


def test_annotations_outlive_pickling_and_a_docbin() -> None:
    doc = named("Swedish President <PERSON>Ada Brun</PERSON> came. She sang.")
    found = [mentions.read(doc, group) for group in ("names", "attributes")]
    again = pickle.loads(pickle.dumps(doc))
    stored = next(DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab))
    for copy in (again, stored):
        assert [mentions.read(copy, group) for group in ("names", "attributes")] == found


def test_other_processes_give_the_same() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sourcecheck_names")
    texts = ["Peru and Chile met. Both sides left.", "Franco-German talks.", ""]
    one = [names(doc) for doc in nlp.pipe(texts)]
    assert [names(doc) for doc in nlp.pipe(texts, n_process=2)] == one


WORDS = st.sampled_from(
    ["Peru", "Chile", "the two countries", "their", "he", "Sino-", "U.S.", "The president", "'s",
     "President", "Ada Brun", "(LRA)", ",", ".", "\n", "\n\n", "“", "”", '"', "e\u0301", "🙂",
     "\u00a0",
     "שלום", "both sides", "said", "47,", "-"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_offsets_are_exact_in_any_text(text: str) -> None:
    doc = component(entities(text))
    found = [*mentions.read(doc, "names"), *mentions.read(doc, "attributes")]
    assert exact(doc, found)
    assert all(m.name.entities for m in found if m.name)


@given(st.text(max_size=200))
def test_any_text_is_annotated(text: str) -> None:
    doc = component(entities(text))
    assert exact(doc, mentions.read(doc, "names"))


@pytest.mark.parametrize("country", sorted(normalise.territories()))
def test_every_territory_is_found_by_its_name(country: str) -> None:
    found = entities(f"Then <LOC>{country}</LOC> changed.")
    assert meaning(component(found), country) == (country,)


def test_no_rule_looks_around_in_an_endless_sentence() -> None:
    layout = Layout(entities("they said the two countries " * 1000))
    begins = [*layout.sentences, len(layout.text)]
    assert max(b - a for a, b in itertools.pairwise(begins)) <= LONGEST
