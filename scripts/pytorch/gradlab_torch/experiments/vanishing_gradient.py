"""Where does the gradient go in a deep network?"""

from statistics import median

from .. import figures, statistics
from ..laboratory import Laboratory, Run
from ..network import Setup
from ..report import Notebook

HIDDEN = (3, 3, 3, 3)
WIDE = (20, 20, 20, 20)
RATE = 0.01
ALIVE = 1e-3  # at this rate and norm, 1000 steps move a weight vector by 0.01
PLAIN = {
    activation: Setup(HIDDEN, RATE, activation, weights="normal:0.01", bias=1.0)
    for activation in ("sigmoid", "relu", "tanh", "leaky_relu 0.01", "elu")
}
CURES = {
    "sigmoid, xavier": Setup(HIDDEN, RATE, "sigmoid", weights="xavier"),
    "tanh, xavier": Setup(HIDDEN, RATE, "tanh", weights="xavier"),
    "relu, he": Setup(HIDDEN, RATE, "relu", weights="he"),
    "relu, 20 units a layer": Setup(WIDE, RATE, "relu", "normal:0.01", 1.0),
}


def run(lab: Laboratory) -> None:
    """Gradients of every seed at step 1, then a training of the first seed."""
    notebook = lab.notebook("vanishing-gradient", __doc__)
    notebook.enter(weights="normal:0.01", bias=1.0, learning_rate=RATE)
    setups = PLAIN | CURES
    firsts = {name: lab.over_seeds(setup, 1) for name, setup in setups.items()}
    table_of_norms(notebook, firsts)
    for figure, names in (("gradient-norms", PLAIN), ("gradient-norms-cures", CURES)):
        notebook.figure(
            figure,
            figures.gradient_norms(
                "Median over the seeds",
                {name: median_norms(firsts[name]) for name in names},
            ),
        )
    first = firsts["sigmoid"][0]
    notebook.table(
        "Sigmoid, first seed: the gradient's norm is not the parameter's norm",
        ["parameter", "gradient norm", "parameter norm"],
        [
            [name, norm, first.first[name].norm().item()]
            for name, norm in first.history.gradients[1].items()
        ],
    )
    trained = {
        name: lab.run(setup, lab.seed, lab.epochs_or())
        for name, setup in setups.items()
    }
    table_of_scores(notebook, trained)
    notebook.run_files(trained["sigmoid"].history, trained["sigmoid"].last)
    ratios = [one.first_norms[0] / one.first_norms[-1] for one in firsts["sigmoid"]]
    notebook.verdict(
        "With sigmoid units the gradient vanishes towards the first layer.",
        f"norm of fc1.weight over that of fc5.weight at most {max(ratios):.1e}",
        statistics.exact(max(ratios) < 1e-3),
        lab.seeds,
    )
    for name in ("relu", *CURES):
        reaches_first_layer(lab, notebook, name, firsts[name])
    notebook.close()


def median_norms(runs: list[Run]) -> list[float]:
    """Gradient norms of the weights at step 1, medians over the seeds."""
    return [median(layer) for layer in zip(*(one.first_norms for one in runs))]


def table_of_norms(notebook: Notebook, firsts: dict[str, list[Run]]) -> None:
    """Enters the gradient norms at step 1."""
    notebook.table(
        "Gradient norm of the weights at step 1, median over the seeds",
        ["network", "fc1", "fc2", "fc3", "fc4", "fc5"],
        [[name, *median_norms(runs)] for name, runs in firsts.items()],
    )


def table_of_scores(notebook: Notebook, trained: dict[str, Run]) -> None:
    """Enters the scores of trainings."""
    notebook.table(
        "After training, first seed",
        ["network", "first loss", "last loss", "best epoch", "test accuracy"],
        [
            [
                name,
                one.history.epochs[0].train_loss,
                one.history.epochs[-1].train_loss,
                one.history.best_epoch,
                one.test.accuracy,
            ]
            for name, one in trained.items()
        ],
    )


def reaches_first_layer(
    lab: Laboratory, notebook: Notebook, name: str, runs: list[Run]
) -> None:
    """Judges whether the gradient of the first layer is large enough to learn."""
    norms = [one.first_norms[0] for one in runs]
    notebook.verdict(
        f"With {name} the gradient reaches the first layer.",
        f"norm of fc1.weight at step 1 from {min(norms):.1e} to {max(norms):.1e}",
        statistics.typically(sum(norm > ALIVE for norm in norms), lab.seeds),
        lab.seeds,
    )
