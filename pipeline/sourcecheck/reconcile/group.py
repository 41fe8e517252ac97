"""From scored pairs to questions: joint matching in two passes.

First, claims whose values fit are gathered into *clusters*, best pairs first. A cluster is a set of
claims that can all hold: their intervals share a point (for intervals, fitting pair by pair and
sharing a point are the same). Two different values of one sentence never enter one cluster: two
figures of one sentence answer different questions. A date that is left open fits anything, so it
joins no cluster that its own document is in already.

Then clusters whose values exclude each other are held against each other as answers to one
question, if enough of their claims, not one odd pair, were found to answer it, and if no document
states both: a claim that has its partner in a document is not held against a third there. Only
when the two are put into different mouths may one document state both.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sourcecheck import resources


def groups(scored: pd.DataFrame, work: pd.DataFrame) -> list[tuple[list[int], list[int]]]:
    """Questions as (rows of `work`, rows of `scored` that link them), each in ascending order.

    Near-linear in the number of pairs: smaller clusters are joined into larger ones, and clusters
    are only held against those that a pair links them to.
    """
    order = scored.assign(
        id_a=work["id"].iloc[scored["a"]].array, id_b=work["id"].iloc[scored["b"]].array
    ).sort_values(["value_overlaps", "score", "id_a", "id_b"], ascending=[False, False, True, True])
    fitting, excluding = order[order["fits"]], order[~order["fits"]]
    clusters = Clusters(work)
    for link, a, b in zip(fitting.index, fitting["a"], fitting["b"], strict=True):
        clusters.offer(int(link), int(a), int(b))
    questions = _Questions(clusters)
    for one, other, links in _rivals(excluding, clusters):
        questions.offer(one, other, links)
    return questions.groups()


class Clusters:
    """Sets of claims that can all hold, under construction; `offer` links two or refuses."""

    def __init__(self, work: pd.DataFrame) -> None:
        """One cluster a row of the WORK table. Text and open dates fit anything."""
        self.source = work["source"].tolist()
        self.speaker = [claim.speaker for claim in work["claim"]]
        self.of = list(range(len(work)))
        self.members = {row: [row] for row in range(len(work))}
        self.links: dict[int, list[int]] = {}
        self._low = dict(enumerate(work["low"].fillna(float("-inf"))))
        self._high = dict(enumerate(work["high"].fillna(float("inf"))))
        value = work["value"].tolist()
        place = list(zip(self.source, work["sentence"], strict=True))
        self._places = {row: {place[row]: value[row]} for row in range(len(work))}
        self._sources = {row: {source} for row, source in enumerate(self.source)}
        self._open = {
            row: set() if known else {source}
            for row, (source, known) in enumerate(zip(self.source, work["resolved"], strict=True))
        }

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
        larger, smaller = self._places[keep], self._places[drop]
        if low > high or any(larger.get(p, value) != value for p, value in smaller.items()):
            return False
        if self._open[keep] & self._sources[drop] or self._open[drop] & self._sources[keep]:
            return False
        self._low[keep], self._high[keep] = low, high
        larger.update(self._places.pop(drop))
        self._sources[keep] |= self._sources.pop(drop)
        self._open[keep] |= self._open.pop(drop)
        for row in self.members[drop]:
            self.of[row] = keep
        self.members[keep].extend(self.members.pop(drop))
        if drop in self.links:
            self.links.setdefault(keep, []).extend(self.links.pop(drop))
        return True

    def told_together(self, one: int, other: int) -> bool:
        """Does a document state both in one voice?"""
        voices = {(self.source[row], self.speaker[row]) for row in self.members[one]}
        return any((self.source[row], self.speaker[row]) in voices for row in self.members[other])


def _rivals(excluding: pd.DataFrame, clusters: Clusters) -> Iterator[tuple[int, int, list[int]]]:
    """Couples of clusters that exclude each other and answer one question, with their links,
    those with the most evidence first."""
    share = resources.load("match")["thresholds"]["conflict_share"]
    couples = pd.DataFrame(
        {
            "one": [clusters.of[row] for row in excluding["a"]],
            "other": [clusters.of[row] for row in excluding["b"]],
            "link": excluding.index,
            "score": excluding["score"].array,
        }
    )
    ends = couples[["one", "other"]]
    couples = couples.assign(one=ends.min(axis=1), other=ends.max(axis=1))
    couples = couples[couples["one"] != couples["other"]]
    size = pd.Series({cluster: len(rows) for cluster, rows in clusters.members.items()})
    counted = couples.groupby(["one", "other"])["score"].agg(["size", "mean"]).reset_index()
    possible = counted["one"].map(size) * counted["other"].map(size)
    enough = counted[counted["size"] >= share * possible]
    links = couples.merge(enough[["one", "other"]], on=["one", "other"])
    by_couple = links.groupby(["one", "other"])["link"].agg(list)
    for row in enough.sort_values(["mean", "one", "other"], ascending=[False, True, True]).index:
        one, other = int(enough["one"][row]), int(enough["other"][row])
        if not clusters.told_together(one, other):
            yield one, other, by_couple[(one, other)]


class _Questions:
    """Clusters that answer one question: every two of a question must be rivals."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._question = {cluster: cluster for cluster in clusters.members}
        self._held = {cluster: [cluster] for cluster in clusters.members}
        self._links: dict[int, list[int]] = {c: list(rows) for c, rows in clusters.links.items()}
        self._rivals: set[tuple[int, int]] = set()

    def offer(self, one: int, other: int, links: list[int]) -> None:
        """Hold two clusters against each other; they join once all their company are rivals."""
        self._rivals.add((one, other))
        keep, drop = self._question[one], self._question[other]
        if keep == drop:
            self._links[keep].extend(links)
            return
        for a in self._held[keep]:
            for b in self._held[drop]:
                if (min(a, b), max(a, b)) not in self._rivals:
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
