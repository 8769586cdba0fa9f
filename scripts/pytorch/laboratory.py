#!/usr/bin/python3
"""Runs the laboratory's experiments in PyTorch."""

import argparse
from pathlib import Path

from gradlab_torch import data, experiments
from gradlab_torch.laboratory import Laboratory


def positive(text: str) -> int:
    """A number that is at least 1."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def main() -> None:
    """Runs the named experiments, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = ", ".join(experiments.ALL)
    parser.add_argument("ids", nargs="*", metavar="ID", help=f"one of {known}")
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--seeds", type=positive, default=5, help="how many seeds")
    parser.add_argument(
        "--epochs", type=positive, help="of every run; default: each experiment's own"
    )
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args()
    for name in arguments.ids:
        if name not in experiments.ALL:
            parser.error(f"experiment '{name}' is unknown; use one of {known}")
    lab = Laboratory(
        data.read(),
        arguments.out,
        arguments.seed,
        arguments.seeds,
        arguments.epochs,
        arguments.quiet,
    )
    for name in arguments.ids or experiments.ALL:
        experiments.ALL[name](lab)


if __name__ == "__main__":
    main()
