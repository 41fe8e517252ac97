"""Reviewing at a terminal: one finding at a time, one key a decision, saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sourcecheck.model.decision import Decision
from sourcecheck.review import confidence, vocabulary
from sourcecheck.review.display import harmless, letter, one_line
from sourcecheck.review.keys import Cancelled, Keys
from sourcecheck.review.queue import Item, Passage
from sourcecheck.review.standing import place
from sourcecheck.review.store import Status
from sourcecheck.review.vocabulary import Choice

#: Passages shown of one position; the report has them all.
PASSAGES = 4

#: Saves a verdict and its note on an item and gives back what was written.
Save = Callable[[Item, Choice, str], Decision]


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
        number = 0
        while number < len(self.items):
            item = self.items[number]
            show(item, self.console, number + 1, len(self.items))
            self._show_status(item)
            show_keys(self.console, len(item.positions))
            try:
                step = self._answer(item, first=number == 0)
            except EOFError:
                return
            if step is None:
                return
            number += step

    def _answer(self, item: Item, *, first: bool) -> int | None:
        """How far to move: 1 on, -1 back; None to stop."""
        while True:
            self._print("> ", end="")
            key = self.keys.key()
            found = vocabulary.pressed(key)
            self._print(found.label if found else key)
            if isinstance(found, Choice):
                if objection := item.objection(found):
                    self._print(f"Not here: {objection}.")
                elif self._decide(item, found):
                    return 1
                continue
            match found and found.id:
                case "skip":
                    return 1
                case "back" if not first:
                    return -1
                case "back":
                    self._print("This is the first one.")
                case "help":
                    self._print(vocabulary.help_of_keys(len(item.positions)))
                case "quit":
                    return None
                case _:
                    self._print("That key means nothing here; ? shows the keys.")

    def _decide(self, item: Item, choice: Choice) -> bool:
        """Save the verdict with a note; False when the person took it back at the note.

        At the end of the input the verdict stands: nobody took it back.
        """
        note, end = "", None
        try:
            note = self.keys.line("Note (Enter for none, Esc to decide nothing): ").strip()
        except Cancelled:
            self._print("Nothing was saved.")
            return False
        except EOFError as ended:
            end = ended
        made = self.decided[item.id] = self.save(item, choice, note)
        label = vocabulary.label(made.verdict, made.chosen, _letter(choice.place))
        self._print(f"Saved: {label}" + (f" ({note})" if note else ""))
        if end is not None:
            raise end
        return True

    def _show_status(self, item: Item) -> None:
        now = self.decided.get(item.id)
        status = self.statuses[item.id]
        if now is not None:
            chosen = place(now, item.held)
            self._print(f"You decided just now: {said(now, chosen)}. Another key replaces it.")
        elif status.decision is not None:
            self._print(f"Decided before: {said(status.decision, status.chosen)}.")
            if status.reason:
                self._print(f"Open again: {status.reason}.")

    def _print(self, text: str, end: str = "\n") -> None:
        self.console.print(Text(harmless(text)), end=end)


def said(decision: Decision, chosen: int | None = None) -> str:
    """A decision in one line: what, by whom, when, why.

    `chosen` is the place of the position that it says holds, where that is known now.
    """
    label = vocabulary.label(decision.verdict, decision.chosen, _letter(chosen))
    by = f" by {decision.by}" if decision.by else ""
    note = f": {decision.note}" if decision.note else ""
    return f"{label}, {decision.at[:10]}{by}{note}"


def _letter(place: int | None) -> str:
    return "" if place is None else letter(place)


def show(item: Item, console: Console, number: int, count: int) -> None:
    """Print a finding: its question, each position with its passages, the explanation."""
    console.rule(Text(f"{number} of {count}", style="dim"), align="left")
    console.print(Text(harmless(item.question), style="bold"))
    sure = confidence.in_words(item.confidence)
    about = one_line(f"{item.relation}, {item.severity} · {sure} · {item.id}")
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


def show_keys(console: Console, positions: int) -> None:
    """Print the keys of a finding with so many positions, none broken over two lines."""
    entries = vocabulary.shown_keys(positions)
    lines = [entries[0]]
    for entry in entries[1:]:
        longer = f"{lines[-1]}   {entry}"
        if len(longer) < console.width:
            lines[-1] = longer
        else:
            lines.append(entry)
    console.print(Text("\n".join(lines), style="dim"))
