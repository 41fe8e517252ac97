"""From the data pack to the packaged and evaluated pipeline: ``python -m training DATA_FOLDER``."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.steps import Places, run

OUT = Path("pipeline/sourcecheck/resources/en_sourcecheck")
EXAMPLE = """example:
  OMP_NUM_THREADS=1 python -m training ../shared/training --work /tmp/sourcecheck-training

Run it from the repository root. It takes less than two hours of one core. After an
interruption the same command goes on with the first step that had not ended."""


def main() -> None:
    """Run the recipe from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description=__doc__,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER", help="the training data pack")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("../training-work"),
        help="folder for DocBins and checkpoints (default: %(default)s, outside the repository)",
    )
    parser.add_argument(
        "--out", type=Path, default=OUT, help="packaged pipeline (default: %(default)s)"
    )
    args = parser.parse_args()
    run(Places(args.data, args.work, args.out))


if __name__ == "__main__":
    main()
