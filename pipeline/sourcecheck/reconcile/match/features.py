"""What speaks for and against two claims answering one question, as columns of numbers.

`features` gives the evidence of each pair by itself; `align` adds how it stands among its like, and
`model` weighs all of it. Nothing here depends on which other documents are in the dossier: no piece
of evidence is a frequency over it. Pieces that look at the values are listed in `VALUES`: whether
two
claims answer one question is first judged without them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck.reconcile.compare.fields import held
from sourcecheck.reconcile.compare.post import excluded, excluding
from sourcecheck.reconcile.date_fields import DATE_FIELDS
from sourcecheck.reconcile.kinds import KINDS
from sourcecheck.reconcile.sets import Ints, shared
from sourcecheck.reconcile.sides import Sides, Table
from sourcecheck.reconcile.story import OF_VALUES, Columns, Couples, alike, likeness, story

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
#: All couples of texts of a dossier, and how alike they are (`story.likeness`).
Texts = tuple[Couples, Columns]
#: Longest numerals that are compared digit by digit (`frame.numeral`).
_DIGITS = 15


def features(pairs: pd.DataFrame, table: Table, texts: Texts | None = None) -> Columns:
    """One column a piece of evidence, a row a pair; NaN where it cannot be known.

    `pairs` has columns a, b (rows of `table`) and asked. Each couple of sources must have all of
    its pairs here; `texts` are all couples with their `story.likeness`, where these are not all.
    """
    out: Columns = {}
    sides = Sides(pairs, table)
    couples = Couples(sides)
    _add_story(out, sides, couples)
    every, alike_ = texts or (couples, likeness(table, couples))
    at = couples.among(every)[couples.of]
    out |= {name: column[at] for name, column in alike_.items()}
    _add_property(out, sides)
    _add_subjects(out, sides)
    _add_places(out, sides)
    _add_times(out, sides)
    _add_scene(out, sides)
    _add_wording(out, sides)
    _add_values(out, sides)
    _add_closeness(out, sides)
    _add_dates(out, sides)
    _add_company(out, sides)
    _add_anchor(out, sides)
    _add_vectors(out, sides)
    return out


def _add_anchor(out: Columns, sides: Sides) -> None:
    """Do both state one curated property of the same subjects, and does nothing keep them apart?"""
    own = out["property_known"] & out["subjects_equal"] & ~sides.a("event")
    apart = (
        "when_apart", "item_apart", "modality_apart", "change_apart", "relational_apart",
        "relational_fewer", "measured_apart",
    )  # fmt: skip
    apart_there = np.logical_or.reduce([out[name] for name in apart])
    out["anchored"] = own & ~apart_there
    # of whatever a page's label says: "Irrigated land" of one country
    labels = sides.a("field") & sides.b("field") & out["property_open"] & out["subjects_equal"]
    out["anchored_label"] = labels & ~apart_there
    # of what happened: at one place, and at no other time
    happened = out["property_known"] & sides.a("event") & out["where_shared"]
    elsewhen = ("where_apart", "aside_apart", "years_apart", "months_apart", "weekdays_apart")
    told_apart = np.logical_or.reduce([out[name] for name in elsewhen])
    one_part = sides.a("part") == sides.b("part")
    out["anchored_event"] = happened & ~apart_there & ~told_apart & one_part
    # of whatever is called the same: in much the same words, and of nobody else
    same = (out["property_known"] | out["property_open"]) & out["unit_same"] & one_part
    others = out["subjects_apart"] | out["where_apart"] | told_apart
    out["anchored_words"] = same & ~apart_there & ~others & ~sides.a("field")


def _add_vectors(out: Columns, sides: Sides) -> None:
    """How near the claim vectors are: cosine, to three decimals; NaN where one has none."""
    vectors = sides.table.vectors
    if vectors is None:
        out["vector"] = np.full(len(sides.rows_a), np.nan)
        return
    near = np.einsum("ij,ij->i", vectors[sides.rows_a], vectors[sides.rows_b])
    out["vector"] = np.round(near.astype(np.float64), 3)


def _add_closeness(out: Columns, sides: Sides) -> None:
    """How close two values are, how precisely they are put, and of which kind."""
    one, other, date = sides.a("point"), sides.b("point"), sides.a("date")
    with np.errstate(all="ignore"):
        ratio = np.abs(np.log(np.abs(one) + 1e-9) - np.log(np.abs(other) + 1e-9))
        days = np.log1p(np.abs(one - other))
        size = np.log10(np.maximum(np.minimum(np.abs(one), np.abs(other)), 1e-6))
    out["ratio"] = np.round(np.where(date, np.nan, np.minimum(ratio, _MOST["ratio"])), 6)
    out["days"] = np.round(np.where(date, days, np.nan), 6)
    out["size"] = np.round(np.where(date, np.nan, size), 6)
    out["same_point"] = one == other
    _add_digits(out, sides)
    for name in ("digits", "precision", "length"):
        a, b = sides.a(name), sides.b(name)
        out[f"{name}_min"], out[f"{name}_max"] = np.minimum(a, b), np.maximum(a, b)
    out["unit_same"] = sides.a("unit") == sides.b("unit")
    out["change_apart"] = sides.a("change") ^ sides.b("change")
    out["operator_same"] = sides.a("operator") == sides.b("operator")
    out["position_apart"] = np.round(np.abs(sides.a("relative") - sides.b("relative")), 6)
    for number, kind in enumerate(KINDS):
        out[f"kind_{kind}"] = sides.a("sort") == number


def _add_digits(out: Columns, sides: Sides) -> None:
    """Do two figures or years differ as by a slip of the pen: in one digit, in two that changed
    places; do two days differ in the year alone?"""
    one_day = sides.a("day") == sides.b("day")
    out["other_year"] = one_day & (sides.a("year") != sides.b("year"))
    figure = ~(np.isnan(sides.a("numeral")) | np.isnan(sides.b("numeral")))
    one, other = (
        np.nan_to_num(np.where(figure, side("numeral"), side("year"))).astype(np.int64)
        for side in (sides.a, sides.b)
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


def _add_property(out: Columns, sides: Sides) -> None:
    asked = sides.asked
    known_a, known_b = sides.a("known"), sides.b("known")
    out["property_known"] = asked & known_a
    out["property_open"] = asked & ~known_a
    out["property_apart"] = ~asked & known_a & known_b
    out["property_one_sided"] = ~sides.a("date") & (known_a ^ known_b)
    common = sides.shared("measured")
    more_a, more_b = sides.size_a("measured") > common, sides.size_b("measured") > common
    out["measured_shared"] = np.minimum(common, _MOST["measured_shared"])
    out["measured_apart"] = more_a & more_b
    out["measured_more"] = more_a ^ more_b
    # in a list of a reference page the item alone says what the figure is of
    listed = sides.a("field") & sides.b("field") & ~sides.a("relational")
    out["event"] = sides.asked & sides.a("event")
    out["item_apart"] = listed & (out["measured_apart"] | out["measured_more"])


def _add_subjects(out: Columns, sides: Sides) -> None:
    common = sides.shared("entities")
    in_a, in_b = sides.size_a("entities"), sides.size_b("entities")
    equal = (common == in_a) & (common == in_b) & (common > 0)
    relational = sides.a("relational")
    # a relation of which one party is named is the same only if nothing else narrows it
    same_words = sides.a("narrowed") == sides.b("narrowed")
    equal &= ~relational | (common > 1) | same_words
    out["subjects_equal"] = equal
    out["subjects_shared"] = (common > 0) & ~equal & ~relational
    # a candidate counts where the two meet, and never keeps them apart
    out["owners_shared"] = np.minimum(sides.shared("owners"), _MOST["owners_shared"])
    apart = (common == 0) & (in_a > 0) & (in_b > 0)
    # who is named beside a date is often only who speaks of it, or one of those it befell
    event_date = sides.a("date") & ~sides.a("known") & ~sides.b("known")
    out["subjects_apart"] = apart & ~event_date
    out["date_subjects_apart"] = apart & event_date
    out["subjects_one_sided"] = (in_a > 0) ^ (in_b > 0)
    # an age or a population is somebody's; only what belongs to an event may go without
    out["subjects_needed"] = sides.a("known") & ~sides.a("event") & ~equal
    out["relational_equal"] = relational & equal
    other = relational & ~equal & (in_a > 0) & (in_b > 0)
    fewer = other & (common == np.minimum(in_a, in_b))
    out["relational_apart"] = other & ~fewer
    out["relational_fewer"] = fewer


def _add_places(out: Columns, sides: Sides) -> None:
    common = sides.shared("places")
    out["where_shared"] = common > 0
    out["where_apart"] = sides.apart("places", common)


def _add_times(out: Columns, sides: Sides) -> None:
    low_a, low_b = sides.a("when_low"), sides.b("when_low")
    said_a, said_b = ~np.isnan(low_a), ~np.isnan(low_b)
    overlap = (low_a <= sides.b("when_high")) & (low_b <= sides.a("when_high"))
    out["when_shared"] = said_a & said_b & overlap
    out["when_apart"] = said_a & said_b & ~overlap
    out["when_one_sided"] = said_a ^ said_b
    out["published_apart"] = np.round(
        np.log1p(np.abs(sides.a("published") - sides.b("published"))), 3
    )


def _add_scene(out: Columns, sides: Sides) -> None:
    """Places and times of the sentences around the values, but for what holds between parties."""
    story = ~sides.a("relational")
    around = sides.shared("around")
    out["around_shared"] = story * np.minimum(around, _MOST["around_shared"])
    out["around_apart"] = story & sides.apart("around", around)
    out["lead_places_apart"] = out["around_apart"] & sides.a("lead") & sides.b("lead")
    for level in ("years", "months", "weekdays"):
        common = sides.shared(level)
        out[f"{level}_apart"] = story & sides.apart(level, common)
        if level == "weekdays":
            out["weekdays_shared"] = story & (common > 0)
    # what the other text opens with, or its sentence names too, is no aside
    aside = sides.shared("aside")
    far_a = sides.size_a("aside") - aside - sides.shared("aside", "opening")
    far_b = sides.size_b("aside") - aside - sides.shared("opening", "aside")
    out["aside_shared"] = story & (aside > 0)
    # what is somebody's own stays so, whatever else its sentence tells
    own = sides.asked & sides.a("known") & ~sides.a("event") & out["subjects_equal"]
    out["aside_apart"] = story & ~own & ((far_a > 0) | (far_b > 0))


def _add_story(out: Columns, sides: Sides, couples: Couples) -> None:
    """How alike the two texts are, by the people and places they name and by how they open."""
    prose = ~sides.a("relational")
    for name, column in story(sides.table, couples.a, couples.b).items():
        values = column[couples.of]
        out[name] = values * prose if name in _OF_PROSE else values


#: Evidence on whole texts that does not count where something holds between parties (a border):
#: pages of any kind tell of it. Names in common count for all.
_OF_PROSE = ("opening_alike", "story_apart", "told")


def _add_wording(out: Columns, sides: Sides) -> None:
    """Words that the two sentences share: around the values, in their clauses, names."""
    context = sides.shared("context")
    out["context_shared"] = np.minimum(context, _MOST["context_shared"])
    out["context_alike"] = alike(context, sides.size_a("context"), sides.size_b("context"))
    predicate = sides.shared("predicate")
    out["predicate_shared"] = np.minimum(predicate, _MOST["predicate_shared"])
    out["predicate_apart"] = sides.apart("predicate", predicate)
    for name in ("near", "beside", "named"):
        common, a, b = sides.shared(name), sides.size_a(name), sides.size_b(name)
        out[f"{name}_alike"] = np.round(alike(common, a, b), 6)
        out[f"{name}_shared"] = common
    out["named_fewer"] = np.minimum(sides.size_a("named"), sides.size_b("named"))
    out["lead_both"] = sides.a("lead") & sides.b("lead")
    out["lead_one"] = sides.a("lead") ^ sides.b("lead")
    out["modality_apart"] = sides.a("modality") != sides.b("modality")
    out["supposed_apart"] = sides.a("supposed") ^ sides.b("supposed")


def _add_values(out: Columns, sides: Sides) -> None:
    """How the values fit, and how far apart they are that do not."""
    low_a, high_a, low_b, high_b = sides.a("low"), sides.a("high"), sides.b("low"), sides.b("high")
    resolved = sides.a("resolved") & sides.b("resolved")
    textual = np.isnan(low_a) & resolved
    overlap = (low_a <= high_b) & (low_b <= high_a) & ~_ends_apart(sides)
    equal = (low_a == low_b) & (high_a == high_b)
    dates = sides.a("date")
    out["value_exact"] = resolved & equal & sides.a("exact") & sides.b("exact")
    out["value_overlaps"] = resolved & overlap
    out["value_equal"] = resolved & equal
    ends = (low_a, high_a, low_b, high_b)
    bound = np.logical_or.reduce([~np.isfinite(end) for end in ends])
    bound &= resolved & ~textual & overlap & ~equal
    # "at least 63" is what others state as 63
    out["value_bound_at"] = bound & ~dates & (sides.shared("ends") > 0)
    out["value_bound"] = bound & ~out["value_bound_at"]
    out["value_none"] = (high_a == 0) & (high_b == 0) & sides.a("counted")
    out["ordinal"] = sides.a("ordinal")
    figures_fit = overlap | ~resolved | (textual & ~_posts_apart(sides))
    out["fits"] = np.where(dates, ~_dates_apart(sides, dates), figures_fit)
    out["value_far"] = np.round(np.where(out["fits"] | dates | textual, 0.0, _orders(sides)), 6)
    out["event_repeats"] = sides.a("repeatable") & resolved & ~overlap & ~textual


def _posts_apart(sides: Sides) -> NDArray[np.bool_]:
    """Which pairs are titles of one person that name two posts of which a person has one at a time;
    each couple of titles is compared once."""
    one, other, names = sides.a("title"), sides.b("title"), sides.table.titles
    found = np.zeros(len(one), dtype=bool)
    firm = np.array([excluding(names.member(n)) for n in range(len(names))], dtype=bool)
    rows = np.flatnonzero(sides.asked & (one != other))
    rows = rows[firm[one[rows]] | firm[other[rows]]]
    people = sides.table.sets["entities"]
    rows = rows[shared(people, people, sides.rows_a[rows], sides.rows_b[rows]) > 0]
    low, high = np.minimum(one[rows], other[rows]), np.maximum(one[rows], other[rows])
    couples, of = np.unique(low * len(names) + high, return_inverse=True)
    apart = [
        bool(excluded(names.member(int(a)), names.member(int(b))))
        for a, b in zip(*np.divmod(couples, max(len(names), 1)), strict=True)
    ]
    found[rows] = np.array(apart, dtype=bool)[of.reshape(-1)]
    return found


def _ends_apart(sides: Sides) -> NDArray[np.bool_]:
    """Which pairs are two ranges, or two mosts, of which an end differs, though both leave room for
    the same values (`compare.quantity`)."""
    apart, begin_alike = [], np.isnan(sides.a("from_low")) == np.isnan(sides.b("from_low"))
    for end in ("from", "to"):
        low, high = f"{end}_low", f"{end}_high"
        # NaN, of what is no range, is apart from nothing
        apart.append((sides.a(low) > sides.b(high)) | (sides.b(low) > sides.a(high)))
    found: NDArray[np.bool_] = (apart[0] | apart[1]) & begin_alike
    return found


def _dates_apart(sides: Sides, dates: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Do two dates exclude each other by what their words state (`compare.date`)?"""
    rows = np.flatnonzero(dates)
    one, other = ({name: side(name)[rows] for name in DATE_FIELDS} for side in (sides.a, sides.b))
    apart = np.zeros(len(dates), dtype=bool)
    apart[rows] = held(one, other).conflict
    return apart


def _add_dates(out: Columns, sides: Sides) -> None:
    """What is particular to dates: left open, of the day of the story, of something said."""
    dates = sides.a("date")
    resolved = sides.a("resolved") & sides.b("resolved")
    of_day = dates & sides.a("of_day") & (sides.a("on_day") == sides.b("on_day"))
    one_open = sides.a("resolved") ^ sides.b("resolved")
    out["date"] = dates
    out["date_open"] = ~resolved
    out["date_said_alike"] = (
        ~resolved & (sides.a("timex") == sides.b("timex")) & sides.a("left_open")
    )
    out["date_marks_shared"] = one_open & (sides.shared("marks") > 0)
    out["date_of_story"] = of_day
    out["date_of_news"] = sides.a("of_news") & sides.b("of_news") & ~of_day
    out["date_speech_apart"] = dates & (sides.a("of_speech") ^ sides.b("of_speech"))
    out["date_speech_both"] = sides.a("of_speech") & sides.b("of_speech")


def _add_company(out: Columns, sides: Sides) -> None:
    """The other claims of either text: larger ones, equal ones."""
    out["part"] = sides.a("part") ^ sides.b("part")
    out["part_both"] = sides.a("part") & sides.b("part")
    same = (sides.a("low") == sides.b("low")) & (sides.a("high") == sides.b("high"))
    beside = _beside(sides, same | out["date_said_alike"])
    out["beside_equal"] = np.minimum(beside, _MOST["beside_equal"])


def _orders(sides: Sides) -> NDArray[np.float64]:
    """How many orders of magnitude lie between two values, at most `value_far.most`."""
    one, other = (  # of a bound, the end that is stated
        np.abs(np.where(np.isfinite(low), low, high))
        for low, high in (
            (sides.a("low"), sides.a("high")), (sides.b("low"), sides.b("high")),
        )
    )  # fmt: skip
    usable = (one > 0) & (other > 0) & np.isfinite(one) & np.isfinite(other)
    ratio = np.divide(one, other, out=np.ones_like(one), where=usable)
    return np.minimum(np.abs(np.log10(np.where(usable, ratio, 10.0))), _MOST["value_far"])


def _beside(sides: Sides, equal: NDArray[np.bool_]) -> Ints:
    """How many other values the two sentences of a pair have in common."""
    place, value = sides.table.columns["place"], sides.table.columns["value"]
    places, values = (int(column.max(initial=0)) + 1 for column in (place, value))
    found, couple = np.unique(
        place[sides.rows_a] * places + place[sides.rows_b], return_inverse=True
    )
    couple = couple.reshape(-1)
    common = np.unique(couple[equal] * values + sides.a("value")[equal]) // values
    count = np.bincount(common, minlength=len(found))[couple]
    return np.maximum(count - equal, 0)
