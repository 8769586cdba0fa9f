#!/usr/bin/python3
"""Trains 2-5-1 on Moon1000 once, or repeatedly to time it."""

import argparse
import time
from pathlib import Path

from gradlab_torch import data
from gradlab_torch.network import Setup, build
from gradlab_torch.runner import Runner, write_gradients, write_history

SETUP = Setup((5,), 0.2)


def bench(dataset: data.Dataset, repeats: int, epochs: int, seed: int) -> None:
    """Prints the seconds of each training in this process."""
    for _ in range(repeats):
        start = time.perf_counter()
        Runner(build(SETUP, seed), SETUP).train(dataset, epochs)
        print(f"seconds: {time.perf_counter() - start:.6f}", flush=True)


def train(dataset: data.Dataset, out: Path, epochs: int, seed: int) -> None:
    """Trains and writes history, gradient norms, parameters and curves."""
    # Here, so that the timing of bench is not burdened with matplotlib.
    from gradlab_torch import figures

    out.mkdir(parents=True, exist_ok=True)
    runner = Runner(build(SETUP, seed), SETUP)
    history = runner.train(dataset, epochs)
    runner.save(out / "last.pt")
    runner.load_state(history.best)
    runner.save(out / "best.pt")
    score = runner.evaluate(dataset.test)
    write_history(out / "history.csv", history)
    write_gradients(out / "gradients.csv", history)
    figures.write(out, "curves", figures.curves(str(SETUP), {"": history}))
    print(f"[Test] score/loss: {score.accuracy:.4f}/{score.loss:.4f}")


def main() -> None:
    """Trains once with files, or with --bench several times without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")
    parser.add_argument("--epochs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bench", type=int, metavar="R", help="time R trainings")
    arguments = parser.parse_args()
    dataset = data.read()
    if arguments.bench:
        bench(dataset, arguments.bench, arguments.epochs, arguments.seed)
    else:
        train(dataset, arguments.out, arguments.epochs, arguments.seed)


if __name__ == "__main__":
    main()
