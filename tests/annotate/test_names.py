"""Names: what the NER found, mended; canonical forms; references; titles."""

from __future__ import annotations

import itertools
import pickle

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from sourcecheck.annotate import factories, mentions
from sourcecheck.annotate.coreference.component import Coreference
from sourcecheck.annotate.view import LONGEST, View
from sourcecheck.normalise import name as normalise
from tests.annotate.made_docs import attributes, entities, exact, meaning, names, parsed, with_names

# importing them registers the components in a checkout, too
FACTORIES = (factories.make_names, factories.make_coreference, factories.make_attributes)
COMPONENTS = ("sourcecheck_names", "sourcecheck_coreference", "sourcecheck_attributes")


def blank(*components: str) -> Language:
    nlp = spacy.blank("en")
    for component in components:
        nlp.add_pipe(component)
    return nlp


def named(marked: str) -> Doc:
    return with_names(entities(marked))


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
        ("The <GPE>Varn</GPE> Bridge and <GPE>Varn</GPE> bridges.", [
            ("Varn Bridge", "LOC", ("Varn Bridge",)), ("Varn", "LOC", ("Varn",)),
        ]),
        ("<GPE>Lima</GPE>, <FAC>Lund Bridge</FAC>, <DATE>May</DATE>.", [
            ("Lima", "LOC", ("Lima",)), ("Lund Bridge", "LOC", ("Lund Bridge",)),
        ]),
        # a place in another is two
        ("Snow fell near <LOC>Lorby in Norland</LOC>.", [
            ("Lorby", "LOC", ("Lorby",)), ("Norland", "LOC", ("Norland",)),
        ]),
        # titles, possessives, months, line ends
        ("<PERSON>President Jane Roe</PERSON> spoke.", [("Jane Roe", "PERSON", ("Jane Roe",))]),
        ("<PERSON>Lt Jane Roe</PERSON> spoke.", [("Jane Roe", "PERSON", ("Jane Roe",))]),
        ("<PERSON>Cllr Jane Roe</PERSON> spoke.", [("Jane Roe", "PERSON", ("Jane Roe",))]),
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
        # two smaller things of that noun; peoples as the sides
        ("Peru fought Chile. Rebels left Lund state. The two states burned.", "The two states", ()),
        (
            "Peru fought Chile. Years passed. Rain fell. Both sides left.",
            "Both sides",
            (),
        ),
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
        ("Peru fought Chile. In 1995 both sides mourned their dead.", "their", ("Chile", "Peru")),
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
        # an attribute alone names no country, and another is more in mind
        ("Peruvian ships came. The country's roads are new.", "The country", ()),
        ("Peru grew. Peru sold. Peru slept. Rain fell. In Chile it snowed. The country's roads "
         "are new.", "The country", ()),
        # the name follows, or something else in capitals, or a post of its own
        ("Enter <PERSON>Karl Lund</PERSON>. The Swedish president, <PERSON>Ada Brun</PERSON>, "
         "left.", "The Swedish president", ("Ada Brun",)),
        ("Enter <PERSON>Karl Lund</PERSON>. The Swedish president, Velgor, left.",
         "The Swedish president", ()),
        ("Enter <PERSON>Karl Lund</PERSON>. The Swedish ambassador to Peru left.",
         "The Swedish ambassador", ()),
        ("Enter poet <PERSON>Ada Brun</PERSON>. They call her The Poet.", "The Poet", ()),
        # spoken of long ago
        ("President <PERSON>Ada Brun</PERSON> came. " + "Rain fell. " * 9 + "The president left.",
         "The president", ()),
        # the noun heads the name; another one is spoken of in between
        ("The <ORG>Lund Agency for Roads</ORG> met. The agency's boats left.",
         "The agency", ("Lund Agency for Roads",)),
        ("The <ORG>Lund League Ships</ORG> met. The league's boats left.", "The league", ()),
        ("The <ORG>Lund Bank</ORG> met. A small bank fell. The bank's boats left.",
         "The bank", ()),
    ],
)  # fmt: skip
def test_descriptions(marked: str, words: str, person: tuple[str, ...]) -> None:
    doc = entities(marked)
    for token in doc:  # a tag is enough to see where a phrase ends
        token.tag_ = "VBZ" if token.text.endswith("ed") or token.text == "visits" else "IN"
    assert meaning(with_names(doc), words) == person


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
        # beside the name it is somebody else; so is "him" where two are in mind
        ("<PERSON>Ozo</PERSON> came. <PERSON>Izi</PERSON>, his brother, left.", "his", ("Ozo",)),
        ("<PERSON>Ozo</PERSON> came. After <PERSON>Izi</PERSON>, he was next.", "he", ("Ozo",)),
        # a transcript says who speaks
        ("<PERSON>Ozo</PERSON> came.\n\nMr. IZI: He left.", "He", ()),
        # a quotation that holds another
        ("<PERSON>Ozo</PERSON> came. \"I call it \"good news,\" they said. \"He left.\"", "He", ()),
    ],
)  # fmt: skip
def test_singular_pronouns(marked: str, words: str, person: tuple[str, ...]) -> None:
    assert meaning(named(marked), words) == person


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("Chancellor Ada Brun spoke.", ["Ada Brun"]),
        ("Finance minister Ada Brun said so.", ["Ada Brun"]),
        ("On Tuesday, Gen. Ada Brun left.", ["Ada Brun"]),
        ("She met mayor Ada van der Brun there.", ["Ada van der Brun"]),
        ("Talks with Peru's envoy Ada Brun's aides failed.", ["Peru", "Ada Brun"]),
        ("He served King Ozo II there.", ["Ozo II"]),
        ("They asked Mr. Brun why.", ["Brun"]),
        # the NER took title and name for one thing
        ("They asked <ORG>Chancellor Ada Brun</ORG> why.", ["Ada Brun"]),
        # what it found otherwise stands
        ("They asked Chancellor <LOC>Ada Brun</LOC> why.", ["Ada Brun"]),
        # a day, a month, a society, a street, another title, one name only
        ("They asked President Friday Evening why.", []),
        ("They read of Minister Brun May then.", []),
        ("They asked Captain Brun Agency why.", []),
        ("They crossed Governor Brun Bridge on foot.", []),
        ("They asked Mr. Speaker why.", []),
        ("They asked Chancellor Brun why.", []),
        ("They asked Chancellor Ada Brun Olm Pelz why.", []),
        ("They saw operator Brun Olm fall.", []),
        ("They asked Prince Brun why.", []),
        # a headline
        ("Chancellor Ada Brun Wins Vote", []),
        ("CHANCELLOR ADA BRUN WINS", []),
    ],
)
def test_a_title_announces_a_person_whom_the_ner_passed_over(marked: str, found: list[str]) -> None:
    assert [words for words, _, _ in names(named(marked))] == found


def test_an_announced_person_says_by_which_rule_and_lends_the_surname() -> None:
    doc = named("Brun had been ill. Chancellor Ada Brun spoke. Then Brun left.")
    read = [m.name for m in mentions.read(doc, "names") if m.name]
    assert [(name.entities, name.how) for name in read] == [
        (("Ada Brun",), "surname"),
        (("Ada Brun",), "titled"),
        (("Ada Brun",), "surname"),
    ]


PARSED_VERB = """
Judge   NN  nsubj 2
Rejects VBZ ROOT  2
Brun    NNP compound 4
claim   NN  obj   2
today   NN  obl   2
.       .   punct 2
"""


def test_a_verb_behind_a_title_is_no_name() -> None:
    assert names(with_names(parsed(PARSED_VERB))) == []


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


PARSED_HIM = """
Ozo  NNP nsubj 2
met  VBD ROOT  2
Izi  NNP obj   2
and  CC  cc    5
paid VBD conj  2
him  PRP obj   5
.    .   punct 2
"""
PARSED_IS = """
Ozo    NNP nsubj 4
is     VBZ cop   4
an     DT  det   4
actor  NN  ROOT  4
.      .   punct 4
He     PRP nsubj 7
sang   VBD ROOT  7
.      .   punct 7
"""
PARSED_AHEAD = """
Ozo      NNP nsubj 2
left     VBD ROOT  2
.        .   punct 2
In       IN  case  6
his      PRP$ nmod:poss 6
speech   NN  obl   9
,        ,   punct 6
Izi      NNP nsubj 9
wept     VBD ROOT  9
.        .   punct 9
"""
PARSED_OWNERS = """
Peru    NNP nsubj 2
accuses VBZ ROOT  2
Chile   NNP obj   2
of      IN  mark  5
using   VBG advcl 2
its     PRP$ nmod:poss 7
ships   NNS obj   5
.       .   punct 2
"""
PARSED_FIRMS = """
AMX     NNP nsubj 4
and     CC  cc    3
ATX     NNP conj  1
said    VBD ROOT  4
they    PRP nsubj 6
pay     VBP ccomp 4
.       .   punct 4
"""
PARSED_CLAUSE = """
Peru    NNP nsubj 4
and     CC  cc    3
Chile   NNP conj  1
hope    VBP ROOT  4
rain    NN  nsubj 6
helps   VBZ ccomp 4
where   WRB advmod 9
they    PRP nsubj 9
grow    VBP advcl 6
.       .   punct 4
"""
PERSONS = [("Ozo", "PERSON"), ("Izi", "PERSON")]


def test_him_is_not_who_acts() -> None:
    assert meaning(with_names(parsed(PARSED_HIM, PERSONS)), "him") == ("Izi",)


def test_what_somebody_is_said_to_be_is_no_other_person() -> None:
    assert meaning(with_names(parsed(PARSED_IS, PERSONS[:1])), "He") == ("Ozo",)


def test_a_pronoun_in_an_opening_phrase_is_the_subject_behind_it() -> None:
    assert meaning(with_names(parsed(PARSED_AHEAD, PERSONS)), "his") == ("Izi",)


def test_its_stays_open_between_two() -> None:
    assert meaning(with_names(parsed(PARSED_OWNERS)), "its") == ()


def test_they_stays_open_for_firms_and_behind_another_clause() -> None:
    firms = with_names(parsed(PARSED_FIRMS, [("AMX", "ORG"), ("ATX", "ORG")]))
    assert meaning(firms, "they") == ()
    assert meaning(with_names(parsed(PARSED_CLAUSE)), "they") == ()


def test_they_is_a_coordinated_subject() -> None:
    assert meaning(with_names(parsed(PARSED_PAIR)), "they") == ("Chile", "Peru")


def test_its_is_the_subject_of_its_clause() -> None:
    assert meaning(with_names(parsed(PARSED_ITS)), "its") == ("Peru",)


PARSED_ACT = """
Velgor  NNP nsubj 2
went    VBD ROOT  2 go
to      IN  case  4
Peru    NNP obl   2
.       .   punct 2
"""


def test_a_name_that_acts_like_a_person_is_one() -> None:
    doc = with_names(parsed(PARSED_ACT, [("Velgor", "LOC"), ("Peru", "LOC")]))
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
    assert all(callable(factory) for factory in FACTORIES)
    doc = blank(*COMPONENTS)("Peru and Chile met. Both countries signed.")
    assert meaning(doc, "Both countries") == ("Chile", "Peru")
    assert [span.text for span in doc.spans["names"]] == ["Peru", "Chile", "Both countries"]


VISIT = "Then finance minister Jane Roe, 47, left Peru and Chile. Both sides won."


def test_each_component_serves_alone() -> None:
    names_only = blank(*COMPONENTS[:1])(VISIT)
    assert [quote for quote, *_ in names(names_only)][-2:] == ["Peru", "Chile"]
    assert attributes(names_only) == []
    without_references = blank(COMPONENTS[0], COMPONENTS[2])(VISIT)
    assert names(without_references) == names(names_only)
    assert attributes(without_references) == attributes(blank(*COMPONENTS)(VISIT)) != []
    assert names(blank(COMPONENTS[1])(VISIT)) == []
    assert attributes(blank(COMPONENTS[2])(VISIT)) == []


def test_references_are_resolved_anew_when_asked_again() -> None:
    doc = blank(*COMPONENTS)(VISIT)
    once = mentions.read(doc, "names")
    assert meaning(doc, "Both sides") == ("Chile", "Peru")
    assert mentions.read(with_names(Coreference()(doc)), "names") == once
    assert mentions.read(Coreference()(doc), "names") == once


def test_annotations_outlive_pickling_and_a_docbin() -> None:
    doc = named("Swedish President <PERSON>Ada Brun</PERSON> came. She sang.")
    found = [mentions.read(doc, group) for group in ("names", "attributes")]
    again = pickle.loads(pickle.dumps(doc))
    stored = next(DocBin(docs=[doc], store_user_data=True).get_docs(doc.vocab))
    for copy in (again, stored):
        assert [mentions.read(copy, group) for group in ("names", "attributes")] == found


def test_other_processes_give_the_same() -> None:
    nlp = blank(*COMPONENTS)
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
    doc = with_names(entities(text))
    found = [*mentions.read(doc, "names"), *mentions.read(doc, "attributes")]
    assert exact(doc, found)
    assert all(m.name.entities for m in found if m.name)


@given(st.text(max_size=200))
def test_any_text_is_annotated(text: str) -> None:
    doc = with_names(entities(text))
    assert exact(doc, mentions.read(doc, "names"))


@pytest.mark.slow
@pytest.mark.parametrize("country", sorted(normalise.territories()))
def test_every_territory_is_found_by_its_name(country: str) -> None:
    found = entities(f"Then <LOC>{country}</LOC> changed.")
    assert meaning(with_names(found), country) == (country,)


def test_no_rule_looks_around_in_an_endless_sentence() -> None:
    view = View(entities("they said the two countries " * 1000))
    begins = [*view.sentences, len(view.text)]
    assert max(b - a for a, b in itertools.pairwise(begins)) <= LONGEST
