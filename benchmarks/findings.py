"""A report against gold, counted by finding, by group and by pair; and how true its confidence is.

The definitions are those of `score_findings.py` beside the data: a conflict finding is *right* if
one
of its disagreeing pairs is a conflict in gold, *wrong* if pairs of it meet gold and none is,
unjudged
if none meets gold. Pairs of one document, borderline pairs and unlisted pairs of one group are left
out. Findings on one text (arithmetic, within) are not counted.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: Relations of gold between values that fit.
FIT = ("agree", "compatible")
#: Bounds of the reliability table.
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Said = tuple[str, float, bool]  # "conflict" or "agree", confidence, is it so?


class Counted:
    """The counts of one report, and for each judged finding with a confidence what it said."""

    def __init__(self, gold: Mapping[str, Any], report: Mapping[str, Any]) -> None:
        """`report` as plain data; ids of its sources are those of gold's documents."""
        self._mention = {mention["id"]: mention for mention in gold.get("mentions", ())}
        self._listed = {frozenset((p["a"], p["b"])): p for p in gold.get("pairs", ())}
        self._at = _met(gold, report["claims"])
        self._conflicts: set[tuple[frozenset[str], str]] = set()
        self._agreed: set[tuple[frozenset[str], str]] = set()
        self.said: list[Said] = []
        self.counts: Counter[str] = Counter(
            mentions=len(self._mention), found=len(set(self._at.values()))
        )
        for finding in report["findings"]:
            if finding["kind"] not in ("arithmetic", "within"):
                self._count(finding)
        self._sum()

    def _count(self, finding: Mapping[str, Any]) -> None:
        together = {
            frozenset(pair)
            for position in finding["positions"]
            for pair in itertools.combinations(sorted(set(position["claims"])), 2)
        }
        claims = sorted({id for position in finding["positions"] for id in position["claims"]})
        apart, fitting = Counter[bool](), Counter[bool]()
        for a, b in itertools.combinations(claims, 2):
            judged = self._judged(a, b)
            if judged is None:
                continue
            if frozenset((a, b)) in together:
                self._agreed.add(judged)
                fitting[judged[1] in FIT] += 1
            elif finding["relation"] == "conflict":
                self._conflicts.add(judged)
                apart[judged[1] == "conflict"] += 1
        confidence = finding.get("confidence")
        if finding["relation"] == "conflict":
            self.counts["findings"] += 1
            self.counts["right"] += apart[True] > 0
            self.counts["wrong"] += apart[True] == 0 and apart[False] > 0
            if confidence is not None and apart:
                self.said.append(("conflict", confidence, apart[True] > 0))
        elif finding["relation"] in FIT and confidence is not None and fitting:
            self.said.append(("agree", confidence, fitting[True] > fitting[False]))

    def _judged(self, a: str, b: str) -> tuple[frozenset[str], str] | None:
        """The gold pair that two claims stand for, and its relation; None if gold leaves it
        open."""
        if a not in self._at or b not in self._at:
            return None
        x, y = self._mention[self._at[a]], self._mention[self._at[b]]
        key = frozenset((x["id"], y["id"]))
        listed = self._listed.get(key)
        if len(key) == 1 or x["doc"] == y["doc"] or (listed and listed.get("borderline")):
            return None
        if listed is None and x.get("group") and x.get("group") == y.get("group"):
            return None
        return key, listed["relation"] if listed else "not_comparable"

    def _sum(self) -> None:
        gold = {k: p["relation"] for k, p in self._listed.items() if not p.get("borderline")}
        conflicts = [key for key, relation in gold.items() if relation == "conflict"]
        hard = [
            k for k, relation in gold.items() if relation in ("different_time", "not_comparable")
        ]
        right = [key for key, relation in self._conflicts if relation == "conflict"]
        self.counts.update(
            conflict_gold=len(conflicts),
            conflict_made=len(self._conflicts),
            conflict_right=len(right),
            group_gold=len({self._group(key) for key in conflicts}),
            group_found=len({self._group(key) for key in right}),
            agree_gold=sum(relation in FIT for relation in gold.values()),
            agree_made=len(self._agreed),
            agree_right=sum(relation in FIT for _, relation in self._agreed),
            hard=len(hard),
            hard_conflict=sum(
                key in gold and relation in ("different_time", "not_comparable")
                for key, relation in self._conflicts
            ),
        )

    def _group(self, pair: frozenset[str]) -> Any:
        return self._mention[min(pair)].get("group")


def _met(gold: Mapping[str, Any], claims: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The gold mention that each claim overlaps most, by claim id."""
    of_document: dict[str, list[Any]] = defaultdict(list)
    for mention in gold.get("mentions", ()):
        of_document[mention["doc"]].append(mention)
    met = {}
    for claim in claims:

        def overlap(mention: Any, claim: Mapping[str, Any] = claim) -> tuple[int, int]:
            inside = min(mention["end"], claim["end"]) - max(mention["start"], claim["start"])
            return inside, -abs(mention["end"] - mention["start"] - claim["end"] + claim["start"])

        best = max(of_document[claim["source"]], key=overlap, default=None)
        if best is not None and overlap(best)[0] > 0:
            met[claim["id"]] = best["id"]
    return met


#: Heading, and the counts whose share it shows, in percent.
COLUMNS = (
    ("claims read", "found", "mentions"),
    ("conflict groups found", "group_found", "group_gold"),
    ("conflict findings right", "right", "judged"),
    ("pairs P", "conflict_right", "conflict_made"),
    ("R", "conflict_right", "conflict_gold"),
    ("agreements found", "agree_right", "agree_gold"),
    ("right", "agree_right", "agree_made"),
    ("hard as conflict", "hard_conflict", "hard"),
)


def line(name: str, counts: Counter[str]) -> str:
    """A line of the table, with the numbers behind each share."""
    held = counts + Counter(judged=counts["right"] + counts["wrong"])
    cells = []
    for heading, part, whole in COLUMNS:
        share = f"{100 * held[part] / held[whole]:.1f}" if held[whole] else "-"
        cells.append(f"{heading} {share} ({held[part]}/{held[whole]})")
    return f"{name:<24} " + "  ".join(cells)


def reliability(said: Sequence[Said]) -> str:
    """Of findings by what confidence they stated: how many, the mean stated, the share that is so;
    and the expected calibration error (Naeini et al. 2015) over these bins."""
    lines = []
    for kind in ("conflict", "agree"):
        held = [(confidence, so) for what, confidence, so in said if what == kind]
        error = 0.0
        for low, high in itertools.pairwise(BINS):
            within = [x for x in held if low <= x[0] < high or (high == 1.0 and x[0] == 1.0)]
            if not within:
                continue
            stated = sum(confidence for confidence, _ in within) / len(within)
            true = sum(so for _, so in within) / len(within)
            error += abs(stated - true) * len(within) / len(held)
            lines.append(
                f"{kind:<9} {low:.1f}-{high:.1f}  {len(within):>5}  "
                f"said {stated:.2f}  true {true:.2f}"
            )
        if held:
            lines.append(f"{kind:<9} calibration error {error:.3f}")
    return "\n".join(lines)
