"""Records go to plain data and back without loss."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain, to_plain
from sourcecheck.model.date import Clock, Date, Day
from sourcecheck.model.mention import Span
from sourcecheck.model.quantity import Quantity

fractions = st.fractions()
days = st.builds(Day, st.integers(-9000, 9000), st.integers(1, 12), st.integers(1, 28)) | st.none()
quantities = st.builds(
    Quantity,
    fractions | st.none(),
    fractions | st.none(),
    st.just("meter"),
    st.just("length"),
    approximate=st.booleans(),
    last_place=fractions | st.none(),
    readings=st.lists(
        st.builds(Quantity, fractions, fractions, st.just("meter"), st.just("length")), max_size=2
    ).map(tuple),
)
dates = st.builds(
    Date,
    days,
    days,
    time=st.none() | st.builds(Clock, st.integers(0, 1439), st.integers(0, 1439)),
)


@given(quantities | st.none(), dates | st.none(), st.text())
def test_there_and_back(quantity, date, quote):
    claim = Claim("c1", "a", Span(0, len(quote), quote), "quantity", "", (), quantity, date)
    plain = json.loads(json.dumps(to_plain(claim)))
    assert from_plain(Claim, plain) == claim
