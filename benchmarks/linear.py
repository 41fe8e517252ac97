"""Whether the rules for dates and figures take time linear in the length of a text.

    python -m benchmarks.linear            1 MB against 10 MB
    python -m benchmarks.linear --quick    100 kB against 1 MB
    python -m benchmarks.linear --only dashes --component dates
    python -m benchmarks.linear --bytes 20000     20 kB against 200 kB

Texts that a careless pattern would stumble over (digits, dashes, brackets, names of months, number
words, and what such patterns begin with but never end) are repeated up to the size. The dates and
quantities components run over them on a blank pipeline, the quantities behind the dates as in use.
Printed are the CPU seconds of either size and their ratio: ten times the text may cost at most
`MOST` times as much. The texts are made of their words directly: how a tokenizer cuts them is not
measured, nor is Python's search for cycles, which a short text never sets off and a long one does
(up to a fifth of its time). Of several runs the quickest counts; the rest is the machine's.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc

#: Ten times the text may cost so many times as much.
MOST = 12.0
_LONG_ENOUGH = 5.0  # seconds
_FOLDERS = {"dates": "sourcecheck_dates", "quantities": "sourcecheck_quantities"}
#: Name → what is repeated.
TEXTS = {
    "digits": "1234567890",
    "digit groups": "1,234,",
    "numbers": "12 345 6.7 ",
    "dashes": "1996-",
    "dashes apart": "5 - 6 – ",
    "slashes": "1/2/",
    "dots": "1.2.",
    "brackets open": "(12 (",
    "brackets": "(1996) ",
    "currency": "$5 $ £ ",
    "percent": "5% ± 3 % ",
    "powers": "2 × 10^3 ",
    "months": "May March ",
    "days of months": "from 5 to 6 May ",
    "parts": "the early late mid ",
    "clock": "7 a.m. at 8:30 GMT ",
    "number words": "two and ",
    "numbers in words": "two hundred thousand and three ",
    "units": "5 km per hour per ",
    "lengths": "two years and 3 months ",
    "leaning": "the day before last week ",
    "hedges": "about more than at least ",
    "weekdays": "Monday the 5th ",
    "quotes": "’s '90s “ ",
    "lines": "a\n\n",
    "one sentence": "and then in May ",
    "minus": "-",
    "square brackets open": "[",
    "fractions": "1/",
    "halves": "½",
    "exponents": "10^",
    "degrees": "°",
    "colons": "1:",
    "products": "8x2^",
    "scale words": "million ",
    "ranges": "between 1 and ",
    "ranges open": "from 1 to ",
    "ranges of millions": "from 2m to ",
    "feet": "3 feet ",
    "feet and inches": "5' ",
    "inches": '"5" ',
    "conversions open": "1 km (",
    "temperatures": "40C ",
    "noughts": "no one was ",
    "thirds": "a third and ",
    "rates": "5 dollars a ",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One text and one component: seconds for the short and the long text."""

    text: str
    component: str
    short: float
    long: float

    @property
    def ratio(self) -> float:
        """How many times as long the long text took."""
        return self.long / max(self.short, 1e-6)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the table; 1 if a ratio is above `MOST`."""
    options = _options().parse_args(arguments)
    least = options.bytes or (100_000 if options.quick else 1_000_000)
    sizes = (least, 10 * least)
    names = options.only or list(TEXTS)
    components = [options.component] if options.component else list(_FOLDERS)
    print(f"{'text':18} {'component':11} {sizes[0]:>9} B {sizes[1]:>10} B  ratio", flush=True)
    worst = 0.0
    for row in rows(names, components, sizes):
        mark = "" if row.ratio <= MOST else "  above the limit"
        print(
            f"{row.text:18} {row.component:11} {row.short:9.2f} s {row.long:10.2f} s "
            f"{row.ratio:6.1f}{mark}",
            flush=True,
        )
        worst = max(worst, row.ratio)
    print(f"worst ratio {worst:.1f}, allowed {MOST:g}")
    return int(worst > MOST)


def rows(names: Sequence[str], components: Sequence[str], sizes: tuple[int, int]) -> Iterator[Row]:
    """The measured rows, one by one."""
    nlp = _pipeline()
    for name in names:
        short, long = (document(nlp, TEXTS[name], size) for size in sizes)
        for component in _FOLDERS:  # the quantities need the dates before them
            apply = nlp.get_pipe(_FOLDERS[component])
            if component in components:
                few, many = seconds(apply, short, runs=3), seconds(apply, long, runs=2)
                yield Row(name, component, few, many)
            elif component == "dates":
                for doc in (short, long):
                    apply(doc)


def _pipeline() -> Language:
    importlib.import_module("sourcecheck.annotate.factories")  # registers the components
    nlp = spacy.blank("en")
    for name in _FOLDERS.values():
        nlp.add_pipe(name)
    return nlp


def document(nlp: Language, piece: str, size: int) -> Doc:
    """A text of about `size` bytes: `piece` over and over, its words as tokens."""
    count = size // len(piece) + 1
    words = piece.split(" ")
    spaces = [True] * (len(words) - 1) + [False]
    if words[-1] == "":
        words, spaces = words[:-1], spaces[:-1]
    elif len(words) == 1:
        return Doc(nlp.vocab, words=[piece * count], spaces=[False])
    return Doc(nlp.vocab, words=words * count, spaces=spaces * count)


def seconds(apply: Callable[[Doc], Doc], doc: Doc, runs: int) -> float:
    """CPU seconds of the quickest of some runs."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.process_time()
        apply(doc)
        best = min(best, time.process_time() - start)
        gc.enable()
        if best > _LONG_ENOUGH:
            break  # noise is small beside it
    return best


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.linear", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--quick", action="store_true", help="100 kB against 1 MB")
    parser.add_argument("--bytes", type=int, metavar="N", help="N bytes against ten times N")
    parser.add_argument(
        "--only", nargs="+", choices=list(TEXTS), metavar="TEXT", help="these texts"
    )
    parser.add_argument("--component", choices=list(_FOLDERS), help="this component only")
    return parser


if __name__ == "__main__":
    sys.exit(main())
