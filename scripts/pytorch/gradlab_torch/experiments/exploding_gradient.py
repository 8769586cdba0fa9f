"""How is explosion prevented?"""

from dataclasses import replace

from .. import figures, statistics
from ..laboratory import Laboratory, accuracies
from ..network import Setup
from .vanishing_gradient import HIDDEN, norms_and_scores

WILD = Setup(HIDDEN, 1.0, "relu", "normal:5")
SETUPS = {
    "no cure": WILD,
    "clipping by value 1": replace(WILD, clip_value=1.0),
    "clipping by norm 1": replace(WILD, clip_norm=1.0),
    "he": replace(WILD, weights="he"),
}


def run(lab: Laboratory) -> None:
    """2-3-3-3-3-1 ReLU that diverges, and three ways out."""
    notebook = lab.notebook("exploding-gradient", __doc__)
    notebook.enter(weights=WILD.weights, bias=WILD.bias, learning_rate=1.0)
    runs = {name: lab.over_seeds(setup) for name, setup in SETUPS.items()}
    norms_and_scores(notebook, runs)
    notebook.table(
        "First value that is not finite",
        ["network", "seed", "step", "tensor"],
        [
            [name, lab.seed + index, *(one.history.divergence or ("-", "none"))]
            for name, of_name in runs.items()
            for index, one in enumerate(of_name)
        ],
    )
    firsts = {name: of_name[0] for name, of_name in runs.items()}
    notebook.figure(
        "gradient-norms",
        figures.gradient_norms(
            f"ReLU, weights {WILD.weights}",
            {name: one.first_norms for name, one in firsts.items()},
        ),
    )
    notebook.figure(
        "scores",
        figures.dots(
            "Test accuracy by seed",
            {name: accuracies(of_name) for name, of_name in runs.items()},
        ),
    )
    notebook.run_files(firsts["he"].history, firsts["he"].last)
    for name, of_name in runs.items():
        finite = sum(one.history.divergence is None for one in of_name)
        good = statistics.successes(accuracies(of_name))
        notebook.verdict(
            f"Training stays finite with {name}.",
            f"finite in {finite} of {lab.seeds} seeds, good in "
            + statistics.share_text(good, lab.seeds),
            statistics.exact(finite == lab.seeds),
            lab.seeds,
        )
