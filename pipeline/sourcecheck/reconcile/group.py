"""From scored pairs to questions: joint matching in two passes.

First, claims whose values fit are gathered into *clusters*, best pairs first. A cluster is a set of
claims that can all hold: their intervals share a point (for intervals, fitting pair by pair and
sharing a point are the same). Two different values of one sentence never enter one cluster: two
figures of one sentence answer different questions, but for a conversion. A date that is left open
fits anything, so it stands with no other date of its own document. Two clusters are only joined if
all scored pairs between them come to enough on average.

Then clusters whose values exclude each other are held against each other as answers to one
question, if one pair of their claims is likely enough to contradict each other directly, and if no
document states both: a claim that has its partner in a document is not held against
a third there. Only when the two are put into different mouths, or a sentence sets one attributed
value against the other, may one document state both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from sourcecheck import resources
from sourcecheck.model.claim import Claim


def groups(scored: pd.DataFrame, work: pd.DataFrame) -> list[tuple[list[int], list[int]]]:
    """Questions as (rows of `work`, rows of `scored` that link them), each in ascending order.

    Near-linear in the number of pairs: smaller clusters are joined into larger ones, and clusters
    are only held against those that a pair links them to.
    """
    order = (
        scored[["a", "b", "fits", "value_overlaps", "score"]]
        .assign(id_a=work["id"].iloc[scored["a"]].array, id_b=work["id"].iloc[scored["b"]].array)
        .sort_values(
            ["value_overlaps", "score", "id_a", "id_b"], ascending=[False, False, True, True]
        )
    )
    fitting, excluding = order[order["fits"]], order[~order["fits"]]
    joins = fitting["score"] >= resources.load("match")["thresholds"]["link"]
    clusters = Clusters(work)
    for a, b, score in zip(fitting["a"], fitting["b"], fitting["score"], strict=True):
        clusters.weigh(int(a), int(b), float(score))
    fitting = fitting[joins]
    for link, a, b in zip(fitting.index, fitting["a"], fitting["b"], strict=True):
        clusters.offer(int(link), int(a), int(b))
    questions = _Questions(clusters)
    for one, other, links in _contradictions(excluding, clusters):
        questions.offer(one, other, links)
    return questions.groups()


class Clusters:
    """Sets of claims that can all hold, under construction; `offer` links two or refuses."""

    def __init__(self, work: pd.DataFrame) -> None:
        """One cluster a row of the WORK table. Text and open dates fit anything."""
        self.source = work["source"].tolist()
        self._claim: list[Claim] = work["claim"].tolist()
        self._contrasts: list[Sequence[int]] = work["contrasts"].tolist()
        self.of = list(range(len(work)))
        self.members = {row: [row] for row in range(len(work))}
        self.links: dict[int, list[int]] = {}
        self._low = dict(enumerate(work["low"].fillna(float("-inf"))))
        self._high = dict(enumerate(work["high"].fillna(float("inf"))))
        said = list(zip(work["unit"], work["value"], strict=True))
        self.place = list(zip(self.source, work["sentence"].tolist(), strict=True))
        self._places = {row: {self.place[row]: {said[row]}} for row in range(len(work))}
        self._between: dict[int, dict[int, tuple[float, int]]] = {}
        limits = resources.load("match")["thresholds"]
        self._least, self._pruned = float(limits["apart"]), float(limits["pruned"])
        self._from = {row: Counter((source,)) for row, source in enumerate(self.source)}
        left_open = [
            "" if known else timex or f"#{row}"  # no two alike where nothing at all is known
            for row, (known, timex) in enumerate(zip(work["resolved"], work["timex"], strict=True))
        ]
        self._said = {row: {self.source[row]: {said}} for row, said in enumerate(left_open)}

    def weigh(self, a: int, b: int, score: float) -> None:
        """Let the pair of rows `a` and `b` count when clusters that hold them are to be joined."""
        for one, other in ((a, b), (b, a)):
            between = self._between.setdefault(one, {})
            total, count = between.get(other, (0.0, 0))
            between[other] = (total + score, count + 1)

    def offer(self, link: int, a: int, b: int) -> None:
        """Put rows `a` and `b` of the table into one cluster unless something forbids it."""
        keep, drop = self.of[a], self.of[b]
        if keep != drop and not self._join(keep, drop):
            return
        self.links.setdefault(self.of[a], []).append(link)

    def _join(self, keep: int, drop: int) -> bool:
        """Join two clusters, the smaller into the larger; False if they cannot all hold."""
        if len(self.members[keep]) < len(self.members[drop]):
            keep, drop = drop, keep
        low = max(self._low[keep], self._low[drop])
        high = min(self._high[keep], self._high[drop])
        total, count = self._between.get(keep, {}).get(drop, (0.0, 0))
        pruned = self._couples(keep, drop) - count
        if total + self._pruned * pruned < self._least * (count + pruned):
            return False
        larger, smaller = self._places[keep], self._places[drop]
        if low > high or any(_two_figures(larger.get(p, set()), own) for p, own in smaller.items()):
            return False
        said, joins = self._said[keep], self._said[drop]
        if any(_left_open(said.get(source, own) | own) for source, own in joins.items()):
            return False
        into = self._between.setdefault(keep, {})
        into.pop(drop, None)
        for other, (total, count) in self._between.pop(drop, {}).items():
            if other == keep:
                continue
            before, number = into.get(other, (0.0, 0))
            into[other] = self._between[other][keep] = (before + total, number + count)
            del self._between[other][drop]
        self._from[keep].update(self._from.pop(drop))
        self._low[keep], self._high[keep] = low, high
        for place, values in self._places.pop(drop).items():
            larger[place] = larger.get(place, set()) | values
        for source, own in self._said.pop(drop).items():
            said[source] = said.get(source, set()) | own
        for row in self.members[drop]:
            self.of[row] = keep
        self.members[keep].extend(self.members.pop(drop))
        if drop in self.links:
            self.links.setdefault(keep, []).extend(self.links.pop(drop))
        return True

    def _couples(self, one: int, other: int) -> int:
        """How many couples of claims of two documents stand between two clusters."""
        here, there = self._from[one], self._from[other]
        alike = sum(count * here[source] for source, count in there.items())
        return len(self.members[one]) * len(self.members[other]) - alike

    def told_together(self, one: int, other: int) -> bool:
        """Does a document state both in one voice?

        Not where a sentence of it sets one against the other, in the mouths of others: "the
        ministry put it at 40, but the hospital said 46".
        """
        here, there = self._sentences(one), self._sentences(other)
        of_two_minds = {
            place[0]
            for place in here.keys() & there.keys()
            if any(self._contrasted(a, b) for a in here[place] for b in there[place])
        }
        ours, theirs = (
            {(claim.source, claim.speaker) for claim in map(self._claim.__getitem__, rows)}
            for rows in (self.members[one], self.members[other])
        )
        return any(source not in of_two_minds for source, _ in ours & theirs)

    def _sentences(self, cluster: int) -> dict[tuple[str, int], list[int]]:
        """The rows of a cluster by source and sentence."""
        found: dict[tuple[str, int], list[int]] = {}
        for row in self.members[cluster]:
            found.setdefault(self.place[row], []).append(row)
        return found

    def _contrasted(self, one: int, other: int) -> bool:
        """Does the sentence of two rows set two attributed values against each other ("…, but …")?

        Not where it tells them of two times or places.
        """
        a, b = self._claim[one], self._claim[other]
        if a.sentence is None or not (a.speaker or b.speaker):
            return False
        if (a.when and b.when and a.when != b.when) or (a.where and b.where and a.where != b.where):
            return False
        first, last = sorted((a.span, b.span))
        two_voices = bool(a.speaker and b.speaker) and a.speaker != b.speaker
        return two_voices or any(first.end <= at < last.start for at in self._contrasts[one])


def _left_open(said: set[str]) -> bool:
    """Does one text name several times, one of which it leaves open ("Friday", "2008")?"""
    return len(said) > 1


def _two_figures(some: set[tuple[str, str]], others: set[tuple[str, str]]) -> bool:
    """Do (unit, value)s of a sentence hold two figures in one unit? Two units: a conversion."""
    return any(a[0] == b[0] and a[1] != b[1] for a in some for b in others)


def _contradictions(
    excluding: pd.DataFrame, clusters: Clusters
) -> Iterator[tuple[int, int, list[int]]]:
    """Couples of clusters that exclude each other and answer one question, with the pairs that say
    so directly, the likeliest first."""
    least = resources.load("match")["thresholds"]["conflict"]
    held = excluding[excluding["score"] >= least]
    one, other = (
        np.array([clusters.of[row] for row in held[side]], dtype=np.int64) for side in "ab"
    )
    couples = pd.DataFrame(
        {
            "one": np.minimum(one, other),
            "other": np.maximum(one, other),
            "link": held.index,
            "score": held["score"].array,
        }
    )
    couples = couples[couples["one"] != couples["other"]]
    told = couples.groupby(["one", "other"]).agg(score=("score", "max"), links=("link", list))
    told = told.reset_index().sort_values(["score", "one", "other"], ascending=[False, True, True])
    for one_, other_, links in zip(told["one"], told["other"], told["links"], strict=True):
        if not clusters.told_together(int(one_), int(other_)):
            yield int(one_), int(other_), links


class _Questions:
    """Clusters that answer one question: every two of a question must contradict each other."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._question = {cluster: cluster for cluster in clusters.members}
        self._held = {cluster: [cluster] for cluster in clusters.members}
        self._links: dict[int, list[int]] = {c: list(rows) for c, rows in clusters.links.items()}
        self._contradict: set[tuple[int, int]] = set()

    def offer(self, one: int, other: int, links: list[int]) -> None:
        """Hold two clusters against each other; they join once all of both do."""
        self._contradict.add((one, other))
        keep, drop = self._question[one], self._question[other]
        if keep == drop:
            self._links[keep].extend(links)
            return
        for a in self._held[keep]:
            for b in self._held[drop]:
                if (min(a, b), max(a, b)) not in self._contradict:
                    return
        for cluster in self._held[drop]:
            self._question[cluster] = keep
        self._held[keep].extend(self._held.pop(drop))
        joined = self._links.setdefault(keep, [])
        joined.extend(self._links.pop(drop, []))
        joined.extend(links)

    def groups(self) -> list[tuple[list[int], list[int]]]:
        """The questions of two and more claims with their links, in order."""
        members = self._clusters.members
        return sorted(
            (sorted(row for c in self._held[question] for row in members[c]), sorted(links))
            for question, links in self._links.items()
        )
