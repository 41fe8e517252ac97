"""Reviewing at a terminal: one finding at a time, one key a decision, saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sourcecheck.model.decision import Decision, Verdict
from sourcecheck.review import vocabulary
from sourcecheck.review.display import harmless, letter, one_line
from sourcecheck.review.keys import Keys
from sourcecheck.review.queue import Item, Passage
from sourcecheck.review.store import Status
from sourcecheck.review.vocabulary import Choice

#: Passages shown of one position; the report has them all.
PASSAGES = 4

#: Saves a verdict and its note on an item and gives back what was written.
Save = Callable[[Item, Verdict, str], Decision]


@dataclass(slots=True)
class Session:
    """One sitting: goes through `items`, shows each, takes a key, saves, moves on."""

    items: Sequence[Item]
    statuses: Mapping[str, Status]
    console: Console
    keys: Keys
    save: Save
    #: What was decided in this sitting, the latest on each finding, by finding id.
    decided: dict[str, Decision] = field(default_factory=dict)

    def run(self) -> None:
        """Until the last item is done or the person quits; the input's end quits too.

        KeyboardInterrupt passes through: what was decided before is already saved.
        """
        place = 0
        while place < len(self.items):
            show(self.items[place], self.console, place + 1, len(self.items))
            self._show_status(self.items[place])
            show_keys(self.console)
            try:
                step = self._answer(self.items[place], first=place == 0)
            except EOFError:
                return
            if step is None:
                return
            place += step

    def _answer(self, item: Item, *, first: bool) -> int | None:
        """How far to move: 1 on, -1 back; None to stop."""
        while True:
            self._print("> ", end="")
            key = self.keys.key()
            found = vocabulary.pressed(key)
            self._print(found.label if found else key)
            if isinstance(found, Choice):
                if objection := item.objection(found.id):
                    self._print(f"Not here: {objection}.")
                    continue
                self._decide(item, found)
                return 1
            match found and found.id:
                case "skip":
                    return 1
                case "back" if not first:
                    return -1
                case "back":
                    self._print("This is the first one.")
                case "help":
                    self._print(vocabulary.table())
                case "quit":
                    return None
                case _:
                    self._print("That key means nothing here; ? shows the keys.")

    def _decide(self, item: Item, choice: Choice) -> None:
        """Save the verdict; however the question for a note ends, the verdict stands."""
        note, stop = "", None
        try:
            note = self.keys.line("Note (Enter for none): ").strip()
        except (EOFError, KeyboardInterrupt) as ended:
            stop = ended
        self.decided[item.id] = self.save(item, choice.id, note)
        self._print(f"Saved: {choice.label}" + (f" ({note})" if note else ""))
        if stop is not None:
            raise stop

    def _show_status(self, item: Item) -> None:
        now = self.decided.get(item.id)
        status = self.statuses[item.id]
        if now is not None:
            self._print(f"You decided just now: {said(now)}. Another key replaces it.")
        elif status.decision is not None:
            self._print(f"Decided before: {said(status.decision)}.")
            if status.reason:
                self._print(f"Open again: {status.reason}.")

    def _print(self, text: str, end: str = "\n") -> None:
        self.console.print(Text(harmless(text)), end=end)


def said(decision: Decision) -> str:
    """A decision in one line: what, by whom, when, why."""
    by = f" by {decision.by}" if decision.by else ""
    note = f": {decision.note}" if decision.note else ""
    return f"{vocabulary.label(decision.verdict)}, {decision.at[:10]}{by}{note}"


def show(item: Item, console: Console, number: int, count: int) -> None:
    """Print a finding: its question, each position with its passages, the explanation."""
    console.rule(Text(f"{number} of {count}", style="dim"), align="left")
    console.print(Text(harmless(item.question), style="bold"))
    about = one_line(f"{item.relation}, {item.severity} · {item.id}")
    console.print(Text(about, style="dim"))
    for index, position in enumerate(item.positions):
        console.print()
        console.print(Text(f"{letter(index)}  {harmless(position.value)}", style="bold cyan"))
        for passage in position.passages[:PASSAGES]:
            console.print(_indented(_passage(passage)))
        if (more := len(position.passages) - PASSAGES) > 0:
            console.print(_indented(Text(f"and {more} more in the report")))
    console.print()
    for line in item.explanation:
        console.print(_indented(Text(harmless(line)), bullet="· "))
    console.print()


def _passage(passage: Passage) -> Text:
    dated = f", {passage.published}" if passage.published else ", undated"
    # quotes are marked without colours too; a value that only repeats the quote says nothing
    value = "" if passage.value == passage.quote else f"\n= {harmless(passage.value)}"
    return Text.assemble(
        (harmless(passage.title + dated) + "\n", "italic"),
        harmless(passage.before),
        (f">>{harmless(passage.quote)}<<", "bold"),
        harmless(passage.after).rstrip(),
        (value, "dim"),
    )


def _indented(text: Text, bullet: str = "   ") -> Table:
    grid = Table.grid()
    grid.add_row(Text(bullet), text)
    return grid


def show_keys(console: Console) -> None:
    """Print the keys, as many on a line as fit, none broken over two lines."""
    entries = [f"[{c.key}] {c.label}" for c in vocabulary.all_keys()]
    lines = [entries[0]]
    for entry in entries[1:]:
        longer = f"{lines[-1]}   {entry}"
        if len(longer) < console.width:
            lines[-1] = longer
        else:
            lines.append(entry)
    console.print(Text("\n".join(lines), style="dim"))
