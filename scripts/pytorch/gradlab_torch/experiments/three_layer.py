"""Does a second hidden layer of 3 units help?"""

from .. import figures, statistics
from ..laboratory import Laboratory, accuracies
from ..network import Setup

RATES = (0.2, 1.0, 3.0)


def run(lab: Laboratory) -> None:
    """2-5-3-1 against 2-5-1 from the same seeds, at three learning rates."""
    notebook = lab.notebook("three-layer", __doc__)
    notebook.enter(learning_rates=RATES)
    setups = [Setup(hidden, rate) for rate in RATES for hidden in ((5,), (5, 3))]
    runs = {setup: lab.over_seeds(setup, lab.epochs_or()) for setup in setups}
    notebook.table(
        "Test scores by seed",
        ["configuration", "seed", "best epoch", "test accuracy", "test loss"],
        [
            [str(setup), lab.seed + index, one.history.best_epoch, *one.test]
            for setup, of_setup in runs.items()
            for index, one in enumerate(of_setup)
        ],
    )
    scores = {setup: accuracies(of_setup) for setup, of_setup in runs.items()}
    differences = {
        rate: statistics.paired_difference(
            scores[Setup((5,), rate)], scores[Setup((5, 3), rate)]
        )
        for rate in RATES
    }
    notebook.table(
        "Test accuracy of 2-5-3-1 minus that of 2-5-1, same seed: mean, 95 % interval",
        ["lr", "difference", "from", "to"],
        [[rate, *difference] for rate, difference in differences.items()],
    )
    notebook.figure(
        "scores",
        figures.dots(
            "Test accuracy by seed", {str(setup): scores[setup] for setup in setups}
        ),
    )
    shallow, deep = (runs[setup][0] for setup in setups[-2:])
    notebook.figure(
        "curves",
        figures.curves(
            "Learning rate 3", {"2-5-1": shallow.history, "2-5-3-1": deep.history}
        ),
    )
    notebook.run_files(deep.history, deep.last)
    for rate, difference in differences.items():
        notebook.verdict(
            f"At learning rate {rate:g} a second hidden layer improves the test score.",
            "paired difference of test accuracy "
            + statistics.difference_text(difference),
            statistics.above(difference, 0),
            lab.seeds,
        )
    smallest = min(
        min(one.first_norms)
        for setup, of_setup in runs.items()
        for one in of_setup
        if len(setup.hidden) == 2
    )
    notebook.verdict(
        "All three layers take part: the loss depends on the weights of each.",
        f"smallest gradient norm of a weight at step 1 is {smallest:.2e}",
        statistics.exact(smallest > 0),
        lab.seeds,
    )
    notebook.close()
