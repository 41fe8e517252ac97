"""The weights of matching: learned with their signs, within bounds, put where they belong."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sourcecheck import resources
from training import match_weights, match_weights_data, match_weights_fit
from training.match_weights import Row, changes, left_out, rounded, summed, table, written
from training.match_weights_data import NOT_JUDGED, RIGHT, WRONG, Judged, label
from training.match_weights_fit import Terms, fit, terms

TABLE = """\
# Head.

bias = -2.0  # where sums begin
bias_prior = -1.5
rival_bias = -5.0

[thresholds]
link = 0.5

[evidence.same]
weight = 1.0  # learned
prior = 1.5
rival = 2.0
label = "the same"

[evidence.other]
weight = -1.0
prior = -2.0
label = "another"

[evidence.likely]
weight = 0.0
prior = 0.0
sign = "+"
label = "likely"

[evidence.open]
weight = 0.0
prior = 0.0
label = "either way"

[evidence.by_hand]
weight = -6.0
rival = -6.0
label = "by hand"

[evidence.only_rival]
rival = -4.0
label = "of conflicts"
"""
RULES = tomllib.loads(TABLE)
OF = terms(RULES)


def pairs(seed: int, truth: list[float], count: int = 800) -> tuple[Any, Any]:
    """Evidence drawn at random, and labels that follow these log-odds (the bias last)."""
    draw = np.random.default_rng(seed)
    evidence = draw.integers(0, 2, (count, len(truth) - 1)).astype(float)
    sums = evidence @ np.array(truth[:-1]) + truth[-1]
    return evidence, draw.random(count) < 1 / (1 + np.exp(-sums))


def loss(of: Terms, sample: tuple[Any, Any], weights: Any) -> float:
    """What `fit` minimises, written down once more for one dossier."""
    evidence, right = sample
    sums = evidence @ weights[:-1] + weights[-1]
    log_loss = -np.log(np.where(right, 1 / (1 + np.exp(-sums)), 1 / (1 + np.exp(sums))))
    away = weights - of.prior
    return float(log_loss.mean() + match_weights_fit.TIGHTNESS / 2 * (away**2).sum())


def judged(name: str, sample: tuple[Any, Any], *texts: str) -> Judged:
    evidence, right = sample
    return Judged(name, frozenset(texts), evidence, np.zeros(len(right)), right, 3, 1)


# ------------------------------------------------------------------ terms


def test_learned_is_what_has_a_prior() -> None:
    assert OF.names == ("same", "other", "likely", "open")
    assert OF.prior.tolist() == [1.5, -2.0, 0.0, 0.0, -1.5]
    assert OF.given == {"by_hand": -6.0}


def test_the_prior_or_the_sign_bounds_the_weight() -> None:
    infinite = float("inf")
    assert OF.low.tolist() == [0.0, -infinite, 0.0, -infinite, -infinite]
    assert OF.high.tolist() == [infinite, 0.0, infinite, infinite, infinite]


def test_the_weights_that_ship_keep_their_bounds() -> None:
    rules = resources.load("match")
    of = terms(rules)
    shipped = np.array([rules["evidence"][name]["weight"] for name in of.names])
    assert len(shipped)
    assert (shipped >= of.low[:-1]).all()
    assert (shipped <= of.high[:-1]).all()


# ------------------------------------------------------------------ fitting


def test_a_weight_whose_sign_is_open_finds_it() -> None:
    up = fit([pairs(1, [1.5, -2.0, 0.0, 2.0, -1.5])], OF)
    down = fit([pairs(1, [1.5, -2.0, 0.0, -2.0, -1.5])], OF)
    assert up[3] > 0.3
    assert down[3] < -0.3


def test_a_weight_stops_at_nought_where_the_pairs_contradict_its_sign() -> None:
    weights = fit([pairs(2, [-3.0, 3.0, -3.0, 0.0, 0.0], 4000)], OF)
    assert weights[:3].tolist() == [0.0, 0.0, 0.0]


def test_without_pairs_the_priors_stay() -> None:
    nothing = np.zeros((0, 4)), np.zeros(0, dtype=bool)
    assert fit([], OF).tolist() == OF.prior.tolist()
    assert fit([nothing], OF).tolist() == OF.prior.tolist()


def test_few_pairs_move_a_weight_less_than_its_prior_holds_it() -> None:
    constant = np.zeros((20, 4)), np.arange(20) % 2 == 0  # no evidence at all
    assert fit([constant], OF)[:-1] == pytest.approx(OF.prior[:-1])


@pytest.mark.parametrize("seed", range(4))
def test_nothing_near_the_minimum_is_lower(seed: int) -> None:
    sample = pairs(seed, [1.0, 0.5, -1.0, 1.0, -0.5])
    weights = fit([sample], OF)
    draw = np.random.default_rng(seed)
    for size in (1e-4, 1e-2, 1.0):
        for _ in range(20):
            near = np.clip(weights + draw.normal(0, size, len(weights)), OF.low, OF.high)
            assert loss(OF, sample, near) >= loss(OF, sample, weights)


def test_a_dossier_counts_by_the_root_of_its_pairs() -> None:
    """Nine times the pairs of one dossier weigh three times as much as one dossier against them."""
    yes, no = pairs(5, [0.0, 0.0, 0.0, 3.0, -1.0]), pairs(5, [0.0, 0.0, 0.0, -3.0, -1.0])
    ninefold = np.tile(yes[0], (9, 1)), np.tile(yes[1], 9)
    assert fit([ninefold, no], OF) == pytest.approx(fit([yes, yes, yes, no], OF))


def test_the_same_pairs_give_the_same_weights() -> None:
    sample = pairs(3, [1.0, -1.0, 0.5, 0.5, -1.0])
    assert fit([sample], OF).tolist() == fit([sample], OF).tolist()


# ------------------------------------------------------------------ labels


GOLD = {
    "a": {"group": 1}, "b": {"group": 1}, "c": {"group": 1}, "d": {"group": 2}, "e": {"group": 2},
}  # fmt: skip
LISTED: dict[frozenset[str], dict[str, Any]] = {
    frozenset("ab"): {"relation": "conflict"},
    frozenset("ad"): {"relation": "not_comparable"},
    frozenset("bd"): {"relation": "agree", "borderline": True},
    frozenset("de"): {"relation": "different_time"},
}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("a", "b", RIGHT),
        ("d", "a", WRONG),
        ("d", "e", WRONG),  # of one thing, at two times
        ("c", "e", WRONG),  # not listed, of two groups
        ("a", "c", NOT_JUDGED),  # not listed, of one group
        ("b", "d", NOT_JUDGED),  # borderline
        ("a", "a", NOT_JUDGED),  # both ends on one mention
        ("a", None, NOT_JUDGED),  # an end on none
    ],
)
def test_a_pair_is_right_wrong_or_not_judged(a: str | None, b: str | None, expected: int) -> None:
    assert label(a, b, LISTED, GOLD) == expected


# ------------------------------------------------------------------ leaving out


def test_a_dossier_is_left_out_with_all_that_share_a_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sample = pairs(1, [1.0, -1.0, 0.0, 0.0, -1.0], 40)
    found = [
        judged("one", sample, "p", "q"),
        judged("two", sample, "q"),
        judged("three", sample, "r"),
    ]
    used: list[int] = []

    def count(samples: list[Any], of: Terms) -> Any:
        used.append(len(samples))
        return of.prior

    monkeypatch.setattr(match_weights, "fit", count)
    assert [row.name for row in left_out(found, OF)] == ["one", "two", "three"]
    assert used == [1, 1, 2]


def test_weights_set_by_hand_count_in_the_scores() -> None:
    sample = np.zeros((2, 4)), np.array([True, False])
    found = Judged("one", frozenset(), *sample[:1], np.array([0.0, -6.0]), sample[1], 0, 0)
    row = next(left_out([found], OF))
    assert row.scores.tolist() == [-1.5, -7.5]  # nothing else to learn from: the bias of the prior


def test_the_table_counts_what_each_threshold_joins() -> None:
    scores, right = np.array([2.0, 1.0, 0.5, -1.0]), np.array([True, False, True, True])
    rows = summed([Row("news1", scores, right, 5, 1), Row("news2", scores, right, 2, 0)])
    lines = [line.split() for line in table(rows, [0.5, 2.0]).splitlines()]
    assert lines[1] == ["news1", "3/4", "1/5", "66.7", "66.7", "100.0", "33.3"]
    assert lines[3] == ["news*", "6/8", "1/7", "66.7", "66.7", "100.0", "33.3"]


# ------------------------------------------------------------------ writing


def test_only_the_weights_change() -> None:
    learned = {"same": 1.4, "other": -2.2, "likely": 0.0, "open": -0.3}
    expected = (
        TABLE.replace("bias = -2.0  #", "bias = -1.8  #")
        .replace("weight = 1.0  #", "weight = 1.4  #")
        .replace("weight = -1.0\n", "weight = -2.2\n")
        .replace('weight = 0.0\nprior = 0.0\nlabel', 'weight = -0.3\nprior = 0.0\nlabel')
    )  # fmt: skip
    assert written(TABLE, learned, -1.8) == expected


def test_writing_what_stands_there_changes_no_byte() -> None:
    learned = {name: RULES["evidence"][name]["weight"] for name in OF.names}
    assert written(TABLE, learned, RULES["bias"]) == TABLE
    assert changes(RULES, learned, RULES["bias"]) == "the weights are those of the table"


def test_the_table_that_ships_is_written_back_byte_for_byte() -> None:
    text = match_weights.TABLE.read_text(encoding="utf-8")
    rules = resources.load("match")
    learned = {name: rules["evidence"][name]["weight"] for name in terms(rules).names}
    assert written(text, learned, rules["bias"]) == text


def test_rounded_weights_have_one_decimal_and_no_negative_nought() -> None:
    assert json.dumps(rounded(np.array([0.349, -0.04, -1.26])).tolist()) == "[0.3, 0.0, -1.3]"


# ------------------------------------------------------------------ the command

SENTENCE = "The flood of 9 March 2019 killed 31 people in Dorvale, and 420 houses were lost.\n"
SCORER = """
class Gold:
    def __init__(self, data, name=None):
        self.mentions, self.pairs = {}, {}

def align(gold, mentions):
    return {mention["id"]: None for mention in mentions}
"""


def test_the_command_reads_dossiers_and_writes_only_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dossier of which gold judges nothing teaches nothing: the weights become the priors."""
    dossier = tmp_path / "data" / "news1"
    dossier.mkdir(parents=True)
    for name in ("a", "b"):
        (dossier / f"{name}.txt").write_text(f"Report {name}. {SENTENCE}", encoding="utf-8")
    documents = [{"id": name, "file": f"{name}.txt"} for name in ("a", "b")]
    (dossier / "gold.json").write_text(json.dumps({"documents": documents}), encoding="utf-8")
    (tmp_path / "score_crossdoc.py").write_text(SCORER, encoding="utf-8")
    copy = tmp_path / "match.toml"
    shutil.copyfile(match_weights.TABLE, copy)
    monkeypatch.setattr(match_weights, "TABLE", copy)
    before = copy.read_bytes()
    command = [str(tmp_path / "data"), "--keep", str(tmp_path / "kept")]
    assert match_weights.main(command) == 0
    assert copy.read_bytes() == before
    assert capsys.readouterr().out.splitlines()[1].split()[:3] == ["news1", "0/0", "0/0"]

    monkeypatch.setattr(match_weights_data, "_extract", None)  # what was kept is used again
    assert match_weights.main([*command, "--write"]) == 0
    rules = tomllib.loads(copy.read_text(encoding="utf-8"))
    of = terms(rules)
    assert [rules["evidence"][name]["weight"] for name in of.names] == rounded(
        of.prior[:-1]
    ).tolist()
    again = copy.read_bytes()
    assert match_weights.main([*command, "--write"]) == 0
    assert copy.read_bytes() == again


def test_a_folder_without_dossiers_is_refused(tmp_path: Path) -> None:
    assert match_weights.main([str(tmp_path)]) == 2
