"""What the experiments of one sitting share."""

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

    A run that two experiments need is trained once. ``epochs`` is None where
    each experiment takes its own number.
    """

    data: Dataset
    out: Path
    seed: int
    seeds: int
    epochs: int | None
    quiet: bool
    runs: dict[tuple[Setup, int, int], Run] = field(default_factory=dict)

    def notebook(self, experiment: str, question: str) -> Notebook:
        """Opens the notebook of an experiment."""
        notebook = Notebook(experiment, question, self.out / experiment, self.quiet)
        notebook.enter(seed=self.seed, seeds=self.seeds)
        return notebook

    def epochs_or(self, own: int = 1000) -> int:
        """The user's number of epochs, or the experiment's own."""
        return self.epochs or own

    def run(self, setup: Setup, seed: int, epochs: int) -> Run:
        """Trains, or takes what was trained before."""
        done = self.runs.get((setup, seed, epochs))
        return done or self.observed(setup, seed, epochs)

    def observed(
        self,
        setup: Setup,
        seed: int,
        epochs: int,
        observer: Observer | None = None,
        log: Log | None = None,
    ) -> Run:
        """Trains, while an observer looks on."""
        runner = Runner(build(setup, seed), setup)
        first = runner.state()
        history = runner.train(self.data, epochs, log, observer)
        last = runner.state()
        if history.best is not None:
            runner.load_state(history.best)
        run = Run(setup, history, first, last, runner.evaluate(self.data.test))
        self.runs[setup, seed, epochs] = run
        return run

    def over_seeds(self, setup: Setup, epochs: int) -> list[Run]:
        """The runs of a setup, one for each seed."""
        seeds = range(self.seed, self.seed + self.seeds)
        return [self.run(setup, seed, epochs) for seed in seeds]


def accuracies(runs: list[Run]) -> list[float]:
    """The scores of runs."""
    return [run.test.accuracy for run in runs]
