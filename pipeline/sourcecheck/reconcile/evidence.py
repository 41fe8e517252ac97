"""The pieces of evidence for and against two claims answering one question, as columns.

Nothing here depends on which other documents are in the dossier: no piece of evidence is a
frequency over it. What each piece is worth is data (`resources/match.toml`).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sourcecheck import resources
from sourcecheck.reconcile.sets import Ints
from sourcecheck.reconcile.sides import Sides, Table
from sourcecheck.reconcile.story import WORDS, Columns, Couples, alike, story, words_alike

#: Two texts often state the same count below this of different things.
_SMALL = 10

#: Evidence that counts only as far as the texts tell one story begins so.
_TOLD = "told_"


def evidence(pairs: pd.DataFrame, table: Table) -> pd.DataFrame:
    """One column a piece of evidence (0 to 1, or a capped count) and `fits`, a row a pair.

    `pairs` has columns a, b (rows of `table`) and asked.
    """
    out = weighable(pairs, table)
    out[WORDS] = words_alike(pairs, table)
    return out


def weighable(pairs: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The evidence of `pairs` but for `WORDS`, which takes longer than all the rest together.

    Each couple of sources must have all of its pairs here.
    """
    out: Columns = {}
    sides = Sides(pairs, table)
    couples = Couples(sides)
    _add_story(out, sides, couples)
    _add_property(out, sides)
    _add_subjects(out, sides)
    _add_places(out, sides)
    _add_times(out, sides)
    _add_scene(out, sides)
    _add_wording(out, sides)
    out["modality_apart"] = sides.a("modality") != sides.b("modality")
    out["supposed_apart"] = sides.a("supposed") ^ sides.b("supposed")
    _add_values(out, sides)
    _add_dates(out, sides)
    _add_company(out, sides, couples)
    _add_told(out)
    return pd.DataFrame(out, index=pairs.index)


def _most(name: str) -> float:
    return float(resources.load("match")["evidence"][name]["most"])


def _add_property(out: Columns, sides: Sides) -> None:
    asked = sides.asked
    known_a, known_b = sides.a("known"), sides.b("known")
    out["property_known"] = asked & known_a
    out["property_open"] = asked & ~known_a
    out["property_apart"] = ~asked & known_a & known_b
    out["property_one_sided"] = ~sides.a("date") & (known_a ^ known_b)
    common = sides.shared("measured")
    more_a, more_b = sides.size_a("measured") > common, sides.size_b("measured") > common
    out["measured_shared"] = np.minimum(common, _most("measured_shared"))
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


def _add_scene(out: Columns, sides: Sides) -> None:
    """Places and times of the sentences around the values, but for what holds between parties."""
    story = ~sides.a("relational")
    around = sides.shared("around")
    out["around_shared"] = story * np.minimum(around, _most("around_shared"))
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


def _add_told(out: Columns) -> None:
    """What it makes of other evidence that the two texts tell one story: in one story equal values
    are rarely of two things, in look-alike stories they often are."""
    for name in resources.load("match")["evidence"]:
        if name.startswith(_TOLD):
            out[name] = out["told"] * out[name.removeprefix(_TOLD)]


def _add_wording(out: Columns, sides: Sides) -> None:
    context = sides.shared("context")
    out["context_shared"] = np.minimum(context, _most("context_shared"))
    out["context_alike"] = alike(context, sides.size_a("context"), sides.size_b("context"))
    predicate = sides.shared("predicate")
    out["predicate_shared"] = np.minimum(predicate, _most("predicate_shared"))
    out["predicate_apart"] = sides.apart("predicate", predicate)
    out["predicate_apart_open"] = out["predicate_apart"] & ~sides.a("known")
    out["lead_both"] = sides.a("lead") & sides.b("lead")
    out["lead_one"] = sides.a("lead") ^ sides.b("lead")


def _add_values(out: Columns, sides: Sides) -> None:
    """How the values fit, and how far apart they are that do not."""
    low_a, high_a, low_b, high_b = sides.a("low"), sides.a("high"), sides.b("low"), sides.b("high")
    resolved = sides.a("resolved") & sides.b("resolved")
    textual = np.isnan(low_a) & resolved
    overlap = (low_a <= high_b) & (low_b <= high_a)
    equal = (low_a == low_b) & (high_a == high_b)
    dates, unasked = sides.a("date"), ~sides.asked
    out["value_exact"] = resolved & equal & sides.a("exact") & sides.b("exact")
    out["value_overlaps"] = resolved & overlap
    out["value_equal"] = resolved & equal
    out["value_text"] = textual
    ends = (low_a, high_a, low_b, high_b)
    bound = np.logical_or.reduce([~np.isfinite(end) for end in ends])
    bound &= resolved & ~textual & overlap & ~equal
    # "at least 63" is what others state as 63
    out["value_bound_at"] = bound & ~dates & (sides.shared("ends") > 0)
    out["value_bound"] = bound & ~out["value_bound_at"]
    out["value_bound_unasked"] = out["value_bound"] & unasked
    out["value_bound_known"] = out["value_bound"] & sides.asked & sides.a("known")
    orders = _orders(sides)
    out["value_bound_far"] = np.where(out["value_bound"] & ~dates, orders, 0.0)
    small = equal & (np.abs(low_a) < _SMALL) & sides.a("counted")
    out["value_small"] = small
    out["value_none"] = (high_a == 0) & (high_b == 0) & sides.a("counted")
    out["value_small_elsewhere"] = small * (1 - out["opening_alike"])
    out["value_small_unasked"] = small & unasked
    out["ordinal"] = sides.a("ordinal")
    out["fits"] = overlap | ~resolved | textual
    out["value_far"] = np.where(out["fits"] | dates, 0.0, orders)
    repeats = sides.a("repeatable") & resolved & ~overlap & ~textual
    gap = np.maximum(low_a - high_b, low_b - high_a)
    near = repeats & (gap <= _most("event_near")) & sides.a("known") & out["subjects_equal"]
    out["event_repeats"] = repeats & ~near
    out["event_near"] = near


def _add_dates(out: Columns, sides: Sides) -> None:
    """What is particular to dates: left open, of the day of the story, of something said."""
    dates, unasked = sides.a("date"), ~sides.asked
    resolved = sides.a("resolved") & sides.b("resolved")
    said_alike = ~resolved & (sides.a("timex") == sides.b("timex")) & sides.a("left_open")
    of_day = dates & sides.a("of_day") & (sides.a("on_day") == sides.b("on_day"))
    one_open = sides.a("resolved") ^ sides.b("resolved")
    out["date"] = dates
    out["date_open"] = ~resolved
    out["date_open_asked"] = ~resolved & out["property_known"] & out["subjects_equal"]
    out["date_said_alike"] = said_alike
    out["date_said_of_others"] = said_alike & unasked & out["predicate_apart"] & ~of_day
    out["date_marks_shared"] = one_open & (sides.shared("marks") > 0)
    out["date_of_story"] = of_day
    out["date_of_news"] = sides.a("of_news") & sides.b("of_news") & ~of_day
    out["date_of_news_apart"] = out["date_of_news"] & unasked & out["predicate_apart"]
    out["date_speech_apart"] = dates & (sides.a("of_speech") ^ sides.b("of_speech"))
    out["date_speech_both"] = sides.a("of_speech") & sides.b("of_speech")


def _add_company(out: Columns, sides: Sides, couples: Couples) -> None:
    """The other claims of either text: larger ones, equal ones, those on other properties."""
    out["part"] = sides.a("part") ^ sides.b("part")
    out["part_both"] = sides.a("part") & sides.b("part")
    same = (sides.a("low") == sides.b("low")) & (sides.a("high") == sides.b("high"))
    beside = _beside(sides, same | out["date_said_alike"])
    out["beside_equal"] = np.minimum(beside, _most("beside_equal"))
    agree, differ = _texts(out, sides, couples)
    out["texts_agree"] = np.minimum(agree, _most("texts_agree"))
    out["texts_differ"] = np.minimum(differ, _most("texts_differ"))


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
    return np.minimum(np.abs(np.log10(np.where(usable, ratio, 10.0))), _most("value_far"))


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


def _texts(out: Columns, sides: Sides, couples: Couples) -> tuple[Ints, Ints]:
    """On how many other known properties the two texts state a value that fits, and how many on
    which none does: two accounts of one event agree on some, look-alike events on none."""
    told = out["property_known"] & ~out["date"] & ~out["aside_apart"]
    width = int(sides.table.columns["property"].max(initial=0)) + 1
    key = couples.of * width + sides.a("property")
    each, of = np.unique(key[told], return_inverse=True)
    some = np.bincount(of.reshape(-1), weights=out["fits"][told], minlength=len(each)) > 0
    agree, differ = (
        np.bincount((each // width)[chosen], minlength=len(couples.a))[couples.of]
        for chosen in (some, ~some)
    )
    if len(each):  # but for the property of the pair itself
        at = np.minimum(np.searchsorted(each, key), len(each) - 1)
        own = each[at] == key
        agree, differ = agree - (own & some[at]), differ - (own & ~some[at])
    return agree, differ
