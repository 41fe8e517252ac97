"""Values that a text takes back are not what it states; look-alikes are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sourcecheck.annotate import build as annotating
from sourcecheck.claim import build
from sourcecheck.model.claim import Claim
from sourcecheck.model.source import Source
from tests.shipped import shipped

Claims = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def stated() -> Claims:
    """The figures and dates that a text states, read by the pipeline that ships."""
    nlp = shipped()

    def claims(text: str) -> list[Claim]:
        ((doc, _),) = annotating.annotate_many(nlp, [(text, "", None)])
        source = Source(id="text", path="text.txt", sha256="0" * 64, text=text)
        return [c for c in build.claims(doc, source) if c.kind not in ("attribute", "name")]

    return claims


TAKEN_BACK = [
    # (text, {value: modality})
    ("The chapel dates from 1911, not from 1913.", {"1911": "asserted", "from 1913": "denied"}),
    ("The mill made 40 wheels rather than the planned 60.", {"40": "asserted", "60": "denied"}),
    ("It took three years instead of two.", {"three years": "asserted", "two": "denied"}),
    ("The target is now $26 (previously $25).", {"$26": "planned", "$25": "denied"}),
    ("The newsletter wrongly gave the height as 40 metres.", {"40 metres": "denied"}),
    ("The paper mistakenly said 40 people had died.", {"40": "denied"}),
    (
        "An earlier version of this page said the dam was 90 metres high. It is 45 metres high.",
        {"90 metres": "denied", "45 metres": "asserted"},
    ),
    ("The tremor was initially put at magnitude 6.1.", {"magnitude 6.1": "denied"}),
    (
        "The ferry, originally due in April 2019, sailed in June 2019.",
        {"April 2019": "denied", "June 2019": "asserted"},
    ),
    ("The minister dismissed reports of 40 deaths.", {"40": "denied"}),
    ("Older books hold that the crater is 300 metres wide. Adler rejects this.",
     {"300 metres": "denied"}),
    ("The museum retracted its claim that the boat was 900 years old.", {"900 years": "denied"}),
    ("The council scrapped a plan for 120 flats.", {"120": "hypothetical"}),
    ("The company withdrew its offer of $3 million.", {"$3 million": "hypothetical"}),
    ("The hall was to have cost 12 million euros.", {"12 million euros": "hypothetical"}),
    ("Had the firm sold 300 boats, it would have paid more.", {"300": "hypothetical"}),
    ("There was a rumour that 40 men had drowned.", {"40": "hypothetical"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TAKEN_BACK)
def test_what_is_taken_back_is_not_stated(
    stated: Claims, text: str, expected: dict[str, str]
) -> None:
    assert {c.span.quote: c.modality for c in stated(text)} == expected


STATED = [
    ("He was wrongly convicted in 1990 of stealing 12 cows.", ("1990", "12")),
    ("The comet was first reported on 3 May 1990.", ("3 May 1990",)),
    ("Output rose from 12 tonnes to 15 tonnes.", ("12 tonnes", "15 tonnes")),
    ("The crowd was about 5,000, if not 6,000.", ("about 5,000", "6,000")),
    ("Not only 40 men but 12 women came.", ("40", "12")),
    ("The bridge, originally 300 metres long, was widened.", ("300 metres",)),
    ("Adler rejects the plan. It has 40 pages.", ("40",)),
    ("Members who chose Roe in 1990 had not been told.", ("1990",)),
]


@pytest.mark.parametrize(("text", "values"), STATED)
def test_what_looks_like_it_is_stated(stated: Claims, text: str, values: tuple[str, ...]) -> None:
    found = {c.span.quote: c.modality for c in stated(text)}
    assert {value: found[value] for value in values} == dict.fromkeys(values, "asserted")
