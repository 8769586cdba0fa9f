"""How is an exploding gradient prevented?"""

from dataclasses import replace

from .. import figures, statistics
from ..laboratory import Laboratory, accuracies
from ..network import Setup
from .vanishing_gradient import HIDDEN, table_of_norms

EPOCHS = 200
PLAIN = Setup(HIDDEN, 0.1, "relu", weights="normal:10")
SETUPS = {
    "std 10": PLAIN,
    "std 1e6": replace(PLAIN, weights="normal:1e6"),
    "clip value 1": replace(PLAIN, clip_value=1.0),
    "clip norm 1": replace(PLAIN, clip_norm=1.0),
    "he": replace(PLAIN, weights="he"),
}


def run(lab: Laboratory) -> None:
    """2-3-3-3-3-1 ReLU from large weights, and three ways out."""
    notebook = lab.notebook("exploding-gradient", __doc__)
    notebook.enter(weights=PLAIN.weights, learning_rate=PLAIN.learning_rate)
    runs = {
        name: lab.over_seeds(setup, lab.epochs_or(EPOCHS))
        for name, setup in SETUPS.items()
    }
    table_of_norms(notebook, runs)
    notebook.table(
        "Where each run left the finite numbers",
        ["start", "seed", "first loss", "first not finite", "tensor", "last loss",
         "test accuracy"],
        [
            [
                name,
                lab.seed + index,
                one.history.epochs[0].train_loss,
                *(map(str, one.history.divergence or ("-", "-"))),
                one.history.epochs[-1].train_loss,
                one.test.accuracy,
            ]
            for name, of_name in runs.items()
            for index, one in enumerate(of_name)
        ],
    )
    scores = {name: accuracies(of_name) for name, of_name in runs.items()}
    notebook.figure("scores", figures.dots("Test accuracy by seed", scores))
    for name, of_name in runs.items():
        finite = sum(one.history.divergence is None for one in of_name)
        good = statistics.successes(scores[name])
        notebook.verdict(
            f"{name}: training stays finite.",
            f"finite in {finite} of {lab.seeds} seeds, test accuracy of at least "
            f"{statistics.GOOD} in " + statistics.share_text(good, lab.seeds),
            statistics.exact(finite == lab.seeds),
            lab.seeds,
        )
    notebook.close()
