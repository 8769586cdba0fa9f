"""What the experiments of one sitting share."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from .data import Dataset
from .network import Setup, build
from .quantities import State, weight_norms
from .report import Notebook
from .runner import History, Log, Observer, Runner, Score


@dataclass(frozen=True)
class Run:
    """One training, with the score of its best parameters on the test set."""

    setup: Setup
    history: History
    first: State
    last: State
    test: Score

    @property
    def first_norms(self) -> list[float]:
        """Gradient norms of fc1.weight to fcN.weight at step 1."""
        return weight_norms(self.history.gradients[1])


@dataclass
class Laboratory:
    """Data, seeds, where to write, and the runs done so far.

    A run that two experiments need is trained once.
    """

    data: Dataset
    out: Path
    seed: int
    seeds: int
    epochs: int
    quiet: bool
    runs: dict[tuple[Setup, int], Run] = field(default_factory=dict)

    def notebook(self, experiment: str, question: str) -> Notebook:
        """Opens the notebook of an experiment."""
        notebook = Notebook(experiment, question, self.out / experiment, self.quiet)
        notebook.enter(seed=self.seed, seeds=self.seeds, epochs=self.epochs)
        return notebook

    def run(self, setup: Setup, seed: int) -> Run:
        """Trains, or takes what was trained before."""
        return self.runs.get((setup, seed)) or self.observed(setup, seed)

    def observed(
        self,
        setup: Setup,
        seed: int,
        observer: Observer | None = None,
        log: Log | None = None,
    ) -> Run:
        """Trains, while an observer looks on."""
        runner = Runner(build(setup, seed), setup)
        first = runner.state()
        history = runner.train(self.data, self.epochs, log, observer)
        last = runner.state()
        if history.best is not None:
            runner.load_state(history.best)
        run = Run(setup, history, first, last, runner.evaluate(self.data.test))
        self.runs[setup, seed] = run
        return run

    def over_seeds(self, setup: Setup) -> list[Run]:
        """The runs of a setup, one for each seed."""
        if not self.quiet:
            print(f"  {setup}, {setup.activation}", file=sys.stderr, flush=True)
        return [
            self.run(setup, seed) for seed in range(self.seed, self.seed + self.seeds)
        ]


def accuracies(runs: list[Run]) -> list[float]:
    """The scores of runs."""
    return [run.test.accuracy for run in runs]
