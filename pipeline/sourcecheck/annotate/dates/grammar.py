"""Patterns over nodes, written in words, and the rewriting of nodes by them.

    @ATOMS.rule("the? d=DAY of? m=MONTH DOT? COMMA? y=YEAR")
    def day_month_year(m: Match) -> Node | None: ...

A name is a class of nodes (or one of `GROUPS`); `d=` gives a part a name; `( ) | ? *` mean what
they mean in regular expressions; `_` before a class asks that no white space stands before it
("_DASH"). A pass rewrites a list of nodes: of all matches of its rules the one that begins first
wins, of those the longest, and its nodes are replaced by the one that the rule returns. A rule that
returns None declines. Passes follow one another: dates are made of numbers, ranges of dates.

The nodes are written as a string of two characters each (is white space before it? which
combination of classes?), on which the patterns run as ordinary regular expressions. Time is linear
in the number of nodes: no pattern repeats without bound over what another part of it also takes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sourcecheck.annotate.dates.context import Context
from sourcecheck.annotate.dates.lexer import Node
from sourcecheck.errors import present

#: Names for several classes.
GROUPS: dict[str, tuple[str, ...]] = {
    "DAY": ("DAYNUM", "ORDNUM", "ORDINAL"),
    "ORD": ("ORDNUM", "ORDINAL"),
    "AMOUNTNUM": ("NUMBER", "NUM", "GROUPED"),
    "ANYYEAR": ("YEAR", "YEAR3", "NUM"),
}
_PART = re.compile(r"(_?)(?:([a-z]\w*)=)?([A-Za-z]\w*)")
_TOKEN = re.compile(r"_?(?:[a-z]\w*=)?(?P<name>[A-Za-z]\w*)(?P<repeat>[?*{]?)|[()]")
_CODES: dict[frozenset[str], str] = {}  # combination of classes → its character
_CLASSES: dict[str, frozenset[str]] = {}  # the other way round
_OF_CLASS: dict[str, str] = {}  # class → the characters of all combinations that it is in
_FIRST_CODE = 0x4E00  # any block of letters would do: it only has to be clear of " ~()|?*[]"


class Match:
    """The nodes that a pattern matched; `m["y"]` is the value of the part named y."""

    def __init__(
        self, found: re.Match[str], nodes: Sequence[Node], rule: Rule, context: Context
    ) -> None:
        self.rule, self.context = rule.name, context
        self._found, self._nodes, self._classes = found, nodes, rule.parts
        self._first, self._stop = found.start() // 2, found.end() // 2
        self.nodes = nodes[self._first : self._stop]
        self.start, self.end = nodes[self._first].start, nodes[self._stop - 1].end

    def node(self, name: str) -> Node | None:
        """The node of the part `name`; None when that part is absent."""
        at = self._found.start(name) if name in self._classes else -1
        return None if at < 0 else self._nodes[at // 2]

    def part(self, name: str) -> Node:
        """The node of a part that every match of the rule has."""
        return present(self.node(name), f"part {name} of {self.rule}")

    def written(self, name: str = "") -> str:
        """The text of a part, or of the whole match, in lower case."""
        node = self.part(name) if name else self
        return self.context.text[node.start : node.end].lower()

    def __contains__(self, name: str) -> bool:
        return self.node(name) is not None

    def __getitem__(self, name: str) -> Any:
        return self._value(name, self.part(name))

    def _value(self, name: str, node: Node) -> Any:
        return next(node.values[c] for c in self._classes[name] if c in node.values)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of the part `name`, `default` when it is absent."""
        node = self.node(name)
        return default if node is None else self._value(name, node)

    def before(self) -> Node | None:
        """The node before the match."""
        return self._nodes[self._first - 1] if self._first else None

    def after(self) -> Node | None:
        """The node behind the match."""
        return self._nodes[self._stop] if self._stop < len(self._nodes) else None

    def behind(self, count: int) -> Sequence[Node]:
        """The nodes behind the match, up to so many."""
        return self._nodes[self._stop : self._stop + count]

    def make(self, **values: Any) -> Node:
        """A node over the whole match that stands in the classes `values`."""
        return Node(self.start, self.end, values)


Build = Callable[[Match], Node | None]


@dataclass(frozen=True)
class Rule:
    """A pattern with what it makes of a match."""

    name: str
    pattern: str
    build: Build

    @functools.cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """For each part that every match has, the classes it may stand in."""
        required: list[frozenset[str]] = []
        depth = 0
        for token in _TOKEN.finditer(self.pattern):
            depth += {"(": 1, ")": -1}.get(token[0], 0)
            if token["name"] and not depth and token["repeat"] not in ("?", "*", "{"):
                required.append(frozenset(GROUPS.get(token["name"], (token["name"],))))
        return tuple(required)

    @functools.cached_property
    def classes(self) -> frozenset[str]:
        """Every class that some part may stand in."""
        names = (name for _, _, name in _PART.findall(self.pattern))
        return frozenset(c for name in names for c in GROUPS.get(name, (name,)))

    @functools.cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """Named part → the classes it may stand in."""
        return {
            label: GROUPS.get(name, (name,))
            for _, label, name in _PART.findall(self.pattern)
            if label
        }


class Pass:
    """Rules that are applied together, in one sweep over the nodes."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._compiled: dict[str, tuple[int, re.Pattern[str]]] = {}

    def rule(self, *patterns: str) -> Callable[[Build], Build]:
        """Register a function for one or more patterns; the first registered wins a tie."""

        def register(build: Build) -> Build:
            name = build.__name__.strip("_").replace("_", "-")
            self.rules.extend(Rule(name, pattern, build) for pattern in patterns)
            return build

        return register

    def rewrite(self, tape: Tape, context: Context) -> Tape:
        """The tape with every match of the rules replaced by what the rule made of it."""
        made: list[tuple[int, int, int, Node]] = []
        for order, rule in enumerate(self.rules):
            if any(not classes & tape.present for classes in rule.needed):
                continue  # what the rule needs does not occur in the text
            for found, node in _matches(rule, self._pattern(rule), tape, context):
                made.append((found.start() // 2, -(found.end() // 2), order, node))
        if not made:
            return tape
        made.sort(key=lambda row: row[:3])
        result: list[Node] = []
        done = 0
        for first, stop, _, node in made:
            if first >= done:
                result += tape.nodes[done:first]
                result.append(node)
                done = -stop
        return Tape(result + tape.nodes[done:])

    def _pattern(self, rule: Rule) -> re.Pattern[str]:
        """The compiled pattern; compiled anew when a text brought a new combination with one of its
        classes."""
        codes = sum(len(_OF_CLASS.get(name, "")) for name in rule.classes)
        known, pattern = self._compiled.get(rule.pattern, (-1, None))
        if pattern is None or known != codes:
            pattern = re.compile(_translate(rule.pattern), re.VERBOSE)
            self._compiled[rule.pattern] = codes, pattern
        return pattern


class Tape:
    """The nodes of a text, the string that stands for them, and the classes that occur."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        pieces: list[str] = []
        end = -1
        for node in nodes:
            pieces.append("~" if node.start == end else " ")
            pieces.append(node.code or _coded(node))
            end = node.end
        self.line = "".join(pieces)
        self.present = frozenset().union(*(_CLASSES.get(code, ()) for code in set(pieces)))


def _matches(
    rule: Rule, pattern: re.Pattern[str], tape: Tape, context: Context
) -> Iterable[tuple[re.Match[str], Node]]:
    """The matches that the rule accepts; after a refusal the next may begin inside it."""
    at = 0
    while found := pattern.search(tape.line, at):
        node = rule.build(Match(found, tape.nodes, rule, context))
        if node is None:
            at = found.start() + 2
        else:
            yield found, node
            at = found.end()


def note(combinations: Iterable[Iterable[str]]) -> None:
    """Give combinations of classes their characters before any text needs them, so that a pattern
    is compiled once; a combination that was not noted costs a compilation, and nothing else."""
    for classes in combinations:
        _code_of(frozenset(classes))


def _coded(node: Node) -> str:
    """The character of a node's combination of classes, which is noted on the node."""
    node.code = _code_of(frozenset(node.values))
    return node.code


def _code_of(classes: frozenset[str]) -> str:
    code = _CODES.get(classes, "")
    if not code:
        code = _CODES[classes] = chr(_FIRST_CODE + len(_CODES))
        _CLASSES[code] = classes
        for name in classes:
            _OF_CLASS[name] = _OF_CLASS.get(name, "") + code
    return code


def _translate(pattern: str) -> str:
    """A pattern in words as a regular expression over the encoded nodes."""

    def part(found: re.Match[str]) -> str:
        glued, label, name = found.groups()
        codes = "".join(_OF_CLASS.get(c, "") for c in GROUPS.get(name, (name,)))
        one = f"{'~' if glued else '[ ~]'}[{codes}]" if codes else r"(?!)"
        return f"(?P<{label}>{one})" if label else f"(?:{one})"

    return _PART.sub(part, pattern)
