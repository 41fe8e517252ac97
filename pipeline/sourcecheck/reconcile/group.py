"""From scored pairs to questions: joint matching, then groups of claims that answer one question.

Matching is joint, not pair by pair. Pairs are taken best first (values that fit before values that
do not, then by score), and a pair is refused when
  * one of its claims already has a partner in the other's document whose value differs from the
    newcomer's: a claim with an equal-valued partner is not held against a third; or
  * joining the two groups would put two different values of one sentence into one question: two
    figures of one sentence answer different questions.
"""

from __future__ import annotations

import pandas as pd


def groups(scored: pd.DataFrame, work: pd.DataFrame) -> list[tuple[list[int], list[int]]]:
    """Questions as (rows of `work`, rows of `scored` that link them), each in ascending order.

    Near-linear in the number of pairs: smaller groups are joined into larger ones.
    """
    order = scored.assign(
        id_a=work["id"].iloc[scored["a"]].array, id_b=work["id"].iloc[scored["b"]].array
    ).sort_values(["value_overlaps", "score", "id_a", "id_b"], ascending=[False, False, True, True])
    joint = _Joint(work)
    for row, a, b in zip(order.index, order["a"], order["b"], strict=True):
        joint.offer(int(row), int(a), int(b))
    return joint.groups()


class _Joint:
    """Groups under construction; `offer` links two claims or refuses."""

    def __init__(self, work: pd.DataFrame) -> None:
        self._source = work["source"].tolist()
        self._sentence = work["sentence"].tolist()
        self._value = work["value"].tolist()
        self._group = list(range(len(work)))
        self._members = {row: [row] for row in range(len(work))}
        self._links: dict[int, list[int]] = {}
        self._places = {row: {self._place(row): self._value[row]} for row in range(len(work))}
        self._partner: dict[tuple[int, str], str] = {}

    def offer(self, link: int, a: int, b: int) -> None:
        """Link rows `a` and `b` of the table unless something forbids it."""
        to_b = self._partner.get((a, self._source[b]), self._value[b])
        to_a = self._partner.get((b, self._source[a]), self._value[a])
        if to_b != self._value[b] or to_a != self._value[a]:
            return
        keep, drop = self._group[a], self._group[b]
        if keep != drop and not self._join(keep, drop):
            return
        self._partner[(a, self._source[b])] = self._value[b]
        self._partner[(b, self._source[a])] = self._value[a]
        self._links.setdefault(self._group[a], []).append(link)

    def groups(self) -> list[tuple[list[int], list[int]]]:
        """The groups of two and more claims with their links."""
        return sorted(
            (sorted(self._members[group]), sorted(links)) for group, links in self._links.items()
        )

    def _place(self, row: int) -> tuple[str, int]:
        return self._source[row], self._sentence[row]

    def _join(self, keep: int, drop: int) -> bool:
        """Join two groups, the smaller into the larger; False if a sentence forbids it."""
        if len(self._members[keep]) < len(self._members[drop]):
            keep, drop = drop, keep
        larger, smaller = self._places[keep], self._places[drop]
        if any(larger.get(place, value) != value for place, value in smaller.items()):
            return False
        larger.update(self._places.pop(drop))
        for row in self._members[drop]:
            self._group[row] = keep
        self._members[keep].extend(self._members.pop(drop))
        if drop in self._links:
            self._links.setdefault(keep, []).extend(self._links.pop(drop))
        return True
