"""What speaks for and against two claims answering one question, as columns of numbers.

`features` gives the evidence of each pair by itself; `match` adds how it stands among its like, and
`model` weighs all of it. Nothing here depends on which other documents are in the dossier: no piece
of evidence is a frequency over it. Pieces that look at the values are listed in `VALUES`: whether
two claims answer one question is first judged without them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.reconcile.compare.attribute import excluded, excluding
from sourcecheck.reconcile.compare.date_fields import DATE_FIELDS
from sourcecheck.reconcile.compare.fields import held
from sourcecheck.reconcile.match.event import (
    OF_VALUES,
    Columns,
    TextPairs,
    alike,
    likeness,
    same_event,
)
from sourcecheck.reconcile.pairs import Ints, PairView, Table, shared
from sourcecheck.reconcile.work import KINDS

#: Pieces of evidence that come from the values themselves.
VALUES = frozenset(
    (
        "fits", "value_exact", "value_overlaps", "value_equal", "value_bound", "value_bound_at",
        "value_far", "value_none", "date_open", "date_said_alike", "date_marks_shared",
        "date_of_story", "date_of_news", "event_repeats", "beside_equal", "ratio", "days",
        "same_point", "part", "part_both", "digit_apart", "digits_swapped", "other_year",
        *OF_VALUES,
    )
)  # fmt: skip
#: Counts of what is shared, and distances, are cut off here.
_MOST = {
    "measured_shared": 3, "owners_shared": 2, "around_shared": 3,
    "context_shared": 5, "predicate_shared": 3,
    "beside_equal": 3, "value_far": 3.0, "ratio": 8.0,
}  # fmt: skip
#: All couples of texts of a dossier, and how alike they are (`event.likeness`).
Texts = tuple[TextPairs, Columns]
#: Longest numerals that are compared digit by digit (`value_columns`).
_DIGITS = 15


def features(pairs: pd.DataFrame, table: Table, texts: Texts | None = None) -> Columns:
    """One column a piece of evidence, a row a pair; NaN where it cannot be known.

    `pairs` has columns a, b (rows of `table`) and asked. Each couple of sources must have all of
    its pairs here; `texts` are all couples with their `event.likeness`, where these are not all.
    """
    out: Columns = {}
    view = PairView(pairs, table)
    couples = TextPairs(view)
    _add_texts(out, view, couples)
    every, alike_ = texts or (couples, likeness(table, couples))
    at = couples.among(every)[couples.of]
    out |= {name: column[at] for name, column in alike_.items()}
    _add_property(out, view)
    _add_subjects(out, view)
    _add_places(out, view)
    _add_times(out, view)
    _add_context(out, view)
    _add_wording(out, view)
    _add_values(out, view)
    _add_closeness(out, view)
    _add_dates(out, view)
    _add_company(out, view)
    _add_anchor(out, view)
    _add_vectors(out, view)
    return out


def _add_anchor(out: Columns, view: PairView) -> None:
    """Do both state one curated property of the same subjects, and does nothing keep them apart?"""
    own = out["property_known"] & out["subjects_equal"] & ~view.a("event")
    apart = (
        "when_apart", "item_apart", "modality_apart", "change_apart", "relational_apart",
        "relational_fewer", "measured_apart",
    )  # fmt: skip
    apart_there = np.logical_or.reduce([out[name] for name in apart])
    out["anchored"] = own & ~apart_there
    # of whatever a page's label says: "Irrigated land" of one country
    labels = view.a("field") & view.b("field") & out["property_open"] & out["subjects_equal"]
    out["anchored_label"] = labels & ~apart_there
    # of what happened: at one place, and at no other time
    happened = out["property_known"] & view.a("event") & out["where_shared"]
    elsewhen = ("where_apart", "aside_apart", "years_apart", "months_apart", "weekdays_apart")
    told_apart = np.logical_or.reduce([out[name] for name in elsewhen])
    one_part = view.a("part") == view.b("part")
    out["anchored_event"] = happened & ~apart_there & ~told_apart & one_part
    # of whatever is called the same: in much the same words, and of nobody else
    same = (out["property_known"] | (out["property_open"] & out["unit_same"])) & one_part
    others = out["subjects_apart"] | out["where_apart"] | told_apart
    out["anchored_words"] = same & ~apart_there & ~others & ~view.a("field")


def _add_vectors(out: Columns, view: PairView) -> None:
    """How near the claim vectors are: cosine, to three decimals; NaN where one has none."""
    vectors = view.table.vectors
    if vectors is None:
        out["vector"] = np.full(len(view.rows_a), np.nan)
        return
    near = np.einsum("ij,ij->i", vectors[view.rows_a], vectors[view.rows_b])
    out["vector"] = np.round(near.astype(np.float64), 3)


def _add_closeness(out: Columns, view: PairView) -> None:
    """How close two values are, how precisely they are put, and of which kind."""
    one, other, date = view.a("point"), view.b("point"), view.a("date")
    with np.errstate(all="ignore"):
        ratio = np.abs(np.log(np.abs(one) + 1e-9) - np.log(np.abs(other) + 1e-9))
        days = np.log1p(np.abs(one - other))
        size = np.log10(np.maximum(np.minimum(np.abs(one), np.abs(other)), 1e-6))
    out["ratio"] = np.round(np.where(date, np.nan, np.minimum(ratio, _MOST["ratio"])), 6)
    out["days"] = np.round(np.where(date, days, np.nan), 6)
    out["size"] = np.round(np.where(date, np.nan, size), 6)
    out["same_point"] = one == other
    _add_digits(out, view)
    for name in ("digits", "precision", "length"):
        a, b = view.a(name), view.b(name)
        out[f"{name}_min"], out[f"{name}_max"] = np.minimum(a, b), np.maximum(a, b)
    out["unit_same"] = view.a("unit") == view.b("unit")
    out["change_apart"] = view.a("change") ^ view.b("change")
    out["operator_same"] = view.a("operator") == view.b("operator")
    out["position_apart"] = np.round(np.abs(view.a("relative") - view.b("relative")), 6)
    for number, kind in enumerate(KINDS):
        out[f"kind_{kind}"] = view.a("sort") == number


def _add_digits(out: Columns, view: PairView) -> None:
    """Do two figures or years differ as by a slip of the pen: in one digit, in two that changed
    places; do two days differ in the year alone?"""
    one_day = view.a("day") == view.b("day")
    out["other_year"] = one_day & (view.a("year") != view.b("year"))
    figure = ~(np.isnan(view.a("numeral")) | np.isnan(view.b("numeral")))
    one, other = (
        np.nan_to_num(np.where(figure, side("numeral"), side("year"))).astype(np.int64)
        for side in (view.a, view.b)
    )
    one, other = np.abs(one), np.abs(other)
    differing = np.zeros(len(one), dtype=np.int64)
    balance = np.zeros((10, len(one)), dtype=np.int64)  # how often each digit stands more in one
    rows, rest_a, rest_b = np.arange(len(one)), one, other
    for _ in range(_DIGITS):
        (rest_a, digit_a), (rest_b, digit_b) = np.divmod(rest_a, 10), np.divmod(rest_b, 10)
        differing += digit_a != digit_b
        balance[digit_a, rows] += 1
        balance[digit_b, rows] -= 1
    long = (np.minimum(one, other) >= 10) & (_length(one) == _length(other))
    out["digit_apart"] = long & (differing == 1)
    out["digits_swapped"] = long & (differing == 2) & ~balance.any(0)


def _length(number: Ints) -> Ints:
    """How many digits whole numbers have."""
    return np.searchsorted(10 ** np.arange(1, _DIGITS + 1), number, side="right") + 1


def _add_property(out: Columns, view: PairView) -> None:
    asked = view.asked
    known_a, known_b = view.a("known"), view.b("known")
    out["property_known"] = asked & known_a
    out["property_open"] = asked & ~known_a
    out["property_apart"] = ~asked & known_a & known_b
    out["property_one_sided"] = ~view.a("date") & (known_a ^ known_b)
    common = view.shared("measured")
    more_a, more_b = view.size_a("measured") > common, view.size_b("measured") > common
    out["measured_shared"] = np.minimum(common, _MOST["measured_shared"])
    out["measured_apart"] = more_a & more_b
    out["measured_more"] = more_a ^ more_b
    # in a list of a reference page the item alone says what the figure is of
    listed = view.a("field") & view.b("field") & ~view.a("relational")
    out["event"] = view.asked & view.a("event")
    out["item_apart"] = listed & (out["measured_apart"] | out["measured_more"])


def _add_subjects(out: Columns, view: PairView) -> None:
    common = view.shared("entities")
    in_a, in_b = view.size_a("entities"), view.size_b("entities")
    equal = (common == in_a) & (common == in_b) & (common > 0)
    relational = view.a("relational")
    # a relation of which one party is named is the same only if nothing else narrows it
    same_words = view.a("narrowed") == view.b("narrowed")
    equal &= ~relational | (common > 1) | same_words
    out["subjects_equal"] = equal
    out["subjects_shared"] = (common > 0) & ~equal & ~relational
    # a candidate counts where the two meet, and never keeps them apart
    out["owners_shared"] = np.minimum(view.shared("owners"), _MOST["owners_shared"])
    apart = (common == 0) & (in_a > 0) & (in_b > 0)
    # who is named beside a date is often only who speaks of it, or one of those it befell
    event_date = view.a("date") & ~view.a("known") & ~view.b("known")
    out["subjects_apart"] = apart & ~event_date
    out["date_subjects_apart"] = apart & event_date
    out["subjects_one_sided"] = (in_a > 0) ^ (in_b > 0)
    # an age or a population is somebody's; only what belongs to an event may go without
    out["subjects_needed"] = view.a("known") & ~view.a("event") & ~equal
    out["relational_equal"] = relational & equal
    other = relational & ~equal & (in_a > 0) & (in_b > 0)
    fewer = other & (common == np.minimum(in_a, in_b))
    out["relational_apart"] = other & ~fewer
    out["relational_fewer"] = fewer


def _add_places(out: Columns, view: PairView) -> None:
    common = view.shared("places")
    out["where_shared"] = common > 0
    out["where_apart"] = view.apart("places", common)


def _add_times(out: Columns, view: PairView) -> None:
    low_a, low_b = view.a("when_low"), view.b("when_low")
    said_a, said_b = ~np.isnan(low_a), ~np.isnan(low_b)
    overlap = (low_a <= view.b("when_high")) & (low_b <= view.a("when_high"))
    out["when_shared"] = said_a & said_b & overlap
    out["when_apart"] = said_a & said_b & ~overlap
    out["when_one_sided"] = said_a ^ said_b
    out["published_apart"] = np.round(
        np.log1p(np.abs(view.a("published") - view.b("published"))), 3
    )


def _add_context(out: Columns, view: PairView) -> None:
    """Places and times of the sentences around the values, but for what holds between parties."""
    prose = ~view.a("relational")
    around = view.shared("around")
    out["around_shared"] = prose * np.minimum(around, _MOST["around_shared"])
    out["around_apart"] = prose & view.apart("around", around)
    out["lead_places_apart"] = out["around_apart"] & view.a("lead") & view.b("lead")
    for level in ("years", "months", "weekdays"):
        common = view.shared(level)
        out[f"{level}_apart"] = prose & view.apart(level, common)
        if level == "weekdays":
            out["weekdays_shared"] = prose & (common > 0)
    # what the other text opens with, or its sentence names too, is no aside
    aside = view.shared("aside")
    far_a = view.size_a("aside") - aside - view.shared("aside", "opening")
    far_b = view.size_b("aside") - aside - view.shared("opening", "aside")
    out["aside_shared"] = prose & (aside > 0)
    # what is somebody's own stays so, whatever else its sentence tells
    own = view.asked & view.a("known") & ~view.a("event") & out["subjects_equal"]
    out["aside_apart"] = prose & ~own & ((far_a > 0) | (far_b > 0))


def _add_texts(out: Columns, view: PairView, couples: TextPairs) -> None:
    """How alike the two texts are, by the people and places they name and by how they open, and how
    many claims each makes (log2)."""
    prose = ~view.a("relational")
    for name, column in same_event(view.table, couples.a, couples.b).items():
        values = column[couples.of]
        out[name] = values * prose if name in _OF_PROSE else values
    # two sentences give less to go by than two reports, and fewer values to mistake for another
    sizes = view.table.claims_of_text
    one, other = (sizes[text][couples.of] for text in (couples.a, couples.b))
    out["text_claims_min"], out["text_claims_max"] = np.minimum(one, other), np.maximum(one, other)


#: Evidence on whole texts that does not count where something holds between parties (a border):
#: pages of any kind tell of it. Names in common count for all.
_OF_PROSE = ("opening_alike", "story_apart", "told")


def _add_wording(out: Columns, view: PairView) -> None:
    """Words that the two sentences share: around the values, in their clauses, names."""
    context = view.shared("context")
    out["context_shared"] = np.minimum(context, _MOST["context_shared"])
    out["context_alike"] = alike(context, view.size_a("context"), view.size_b("context"))
    predicate = view.shared("predicate")
    out["predicate_shared"] = np.minimum(predicate, _MOST["predicate_shared"])
    out["predicate_apart"] = view.apart("predicate", predicate)
    for name in ("near", "beside", "named"):
        common, a, b = view.shared(name), view.size_a(name), view.size_b(name)
        out[f"{name}_alike"] = np.round(alike(common, a, b), 6)
        out[f"{name}_shared"] = common
    out["named_fewer"] = np.minimum(view.size_a("named"), view.size_b("named"))
    out["lead_both"] = view.a("lead") & view.b("lead")
    out["lead_one"] = view.a("lead") ^ view.b("lead")
    out["modality_apart"] = view.a("modality") != view.b("modality")
    out["supposed_apart"] = view.a("supposed") ^ view.b("supposed")


def _add_values(out: Columns, view: PairView) -> None:
    """How the values fit, and how far apart they are that do not."""
    low_a, high_a, low_b, high_b = view.a("low"), view.a("high"), view.b("low"), view.b("high")
    resolved = view.a("resolved") & view.b("resolved")
    textual = np.isnan(low_a) & resolved
    overlap = (low_a <= high_b) & (low_b <= high_a) & ~_ends_apart(view)
    equal = (low_a == low_b) & (high_a == high_b)
    dates = view.a("date")
    out["value_exact"] = resolved & equal & view.a("exact") & view.b("exact")
    out["value_overlaps"] = resolved & overlap
    out["value_equal"] = resolved & equal
    ends = (low_a, high_a, low_b, high_b)
    bound = np.logical_or.reduce([~np.isfinite(end) for end in ends])
    bound &= resolved & ~textual & overlap & ~equal
    # "at least 63" is what others state as 63
    out["value_bound_at"] = bound & ~dates & (view.shared("ends") > 0)
    out["value_bound"] = bound & ~out["value_bound_at"]
    out["value_none"] = (high_a == 0) & (high_b == 0) & view.a("counted")
    out["ordinal"] = view.a("ordinal")
    figures_fit = overlap | ~resolved | (textual & ~_posts_apart(view))
    out["fits"] = np.where(dates, ~_dates_apart(view, dates), figures_fit)
    out["value_far"] = np.round(np.where(out["fits"] | dates | textual, 0.0, _orders(view)), 6)
    out["event_repeats"] = view.a("repeatable") & resolved & ~overlap & ~textual


def _posts_apart(view: PairView) -> NDArray[np.bool_]:
    """Which pairs are titles of one person that name two posts of which a person has one at a time;
    each couple of titles is compared once."""
    one, other, names = view.a("title"), view.b("title"), view.table.titles
    found = np.zeros(len(one), dtype=bool)
    exclusive = np.array([excluding(names.member(n)) for n in range(len(names))], dtype=bool)
    rows = np.flatnonzero(view.asked & (one != other))
    rows = rows[exclusive[one[rows]] | exclusive[other[rows]]]
    people = view.table.sets["entities"]
    rows = rows[shared(people, people, view.rows_a[rows], view.rows_b[rows]) > 0]
    low, high = np.minimum(one[rows], other[rows]), np.maximum(one[rows], other[rows])
    couples, of = np.unique(low * len(names) + high, return_inverse=True)
    apart = [
        bool(excluded(names.member(int(a)), names.member(int(b))))
        for a, b in zip(*np.divmod(couples, max(len(names), 1)), strict=True)
    ]
    found[rows] = np.array(apart, dtype=bool)[of.reshape(-1)]
    return found


def _ends_apart(view: PairView) -> NDArray[np.bool_]:
    """Which pairs are two ranges, or two mosts, of which an end differs, though both leave room for
    the same values (`compare.quantity`)."""
    apart, begin_alike = [], np.isnan(view.a("from_low")) == np.isnan(view.b("from_low"))
    for end in ("from", "to"):
        low, high = f"{end}_low", f"{end}_high"
        # NaN, of what is no range, is apart from nothing
        apart.append((view.a(low) > view.b(high)) | (view.b(low) > view.a(high)))
    found: NDArray[np.bool_] = (apart[0] | apart[1]) & begin_alike
    return found


def _dates_apart(view: PairView, dates: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Do two dates exclude each other by what their words state (`compare.date`)?"""
    rows = np.flatnonzero(dates)
    one, other = ({name: side(name)[rows] for name in DATE_FIELDS} for side in (view.a, view.b))
    apart = np.zeros(len(dates), dtype=bool)
    apart[rows] = held(one, other).conflict
    return apart


def _add_dates(out: Columns, view: PairView) -> None:
    """What is particular to dates: left open, of the day of the story, of something said."""
    dates = view.a("date")
    resolved = view.a("resolved") & view.b("resolved")
    of_day = dates & view.a("of_day") & (view.a("on_day") == view.b("on_day"))
    one_open = view.a("resolved") ^ view.b("resolved")
    out["date"] = dates
    out["date_open"] = ~resolved
    out["date_said_alike"] = ~resolved & (view.a("timex") == view.b("timex")) & view.a("left_open")
    out["date_marks_shared"] = one_open & (view.shared("marks") > 0)
    out["date_of_story"] = of_day
    out["date_of_news"] = view.a("of_news") & view.b("of_news") & ~of_day
    out["date_speech_apart"] = dates & (view.a("of_speech") ^ view.b("of_speech"))
    out["date_speech_both"] = view.a("of_speech") & view.b("of_speech")


def _add_company(out: Columns, view: PairView) -> None:
    """The other claims of either text: larger ones, equal ones."""
    out["part"] = view.a("part") ^ view.b("part")
    out["part_both"] = view.a("part") & view.b("part")
    same = (view.a("low") == view.b("low")) & (view.a("high") == view.b("high"))
    beside = _beside(view, same | out["date_said_alike"])
    out["beside_equal"] = np.minimum(beside, _MOST["beside_equal"])


def _orders(view: PairView) -> NDArray[np.float64]:
    """How many orders of magnitude lie between two values, at most `value_far.most`."""
    one, other = (  # of a bound, the end that is stated
        np.abs(np.where(np.isfinite(low), low, high))
        for low, high in (
            (view.a("low"), view.a("high")), (view.b("low"), view.b("high")),
        )
    )  # fmt: skip
    usable = (one > 0) & (other > 0) & np.isfinite(one) & np.isfinite(other)
    ratio = np.divide(one, other, out=np.ones_like(one), where=usable)
    return np.minimum(np.abs(np.log10(np.where(usable, ratio, 10.0))), _MOST["value_far"])


def _beside(view: PairView, equal: NDArray[np.bool_]) -> Ints:
    """How many other values the two sentences of a pair have in common."""
    place, value = view.table.columns["place"], view.table.columns["value"]
    places, values = (int(column.max(initial=0)) + 1 for column in (place, value))
    found, couple = np.unique(place[view.rows_a] * places + place[view.rows_b], return_inverse=True)
    couple = couple.reshape(-1)
    common = np.unique(couple[equal] * values + view.a("value")[equal]) // values
    count = np.bincount(common, minlength=len(found))[couple]
    return np.maximum(count - equal, 0)
