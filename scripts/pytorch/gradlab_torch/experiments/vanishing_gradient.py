"""Where does the gradient go?"""

from .. import figures, statistics
from ..laboratory import Laboratory, Run, accuracies
from ..network import Setup

HIDDEN = (3, 3, 3, 3)
RATE = 0.01
ACTIVATIONS = ("sigmoid", "relu", "tanh", "leaky_relu 0.01", "elu")
BOOK = {
    activation: Setup(HIDDEN, RATE, activation, weights="normal:0.01", bias=1.0)
    for activation in ACTIVATIONS
}
CURES = {
    f"{activation}, {name}": Setup(hidden, RATE, activation, weights, bias)
    for activation in ("sigmoid", "relu")
    for name, hidden, weights, bias in (
        ("xavier", HIDDEN, "xavier", 0.0),
        ("he", HIDDEN, "he", 0.0),
        ("20 units a layer", (20, 20, 20, 20), "normal:0.01", 1.0),
    )
}


def run(lab: Laboratory) -> None:
    """2-3-3-3-3-1 from small weights, five activation functions, three cures."""
    notebook = lab.notebook("vanishing-gradient", __doc__)
    notebook.enter(weights="normal:0.01", bias=1.0, learning_rate=RATE)
    setups = BOOK | CURES
    runs = {name: lab.over_seeds(setup) for name, setup in setups.items()}
    notebook.table(
        "Gradient norm of every parameter at step 1, first seed",
        ["network", "parameter", "gradient norm"],
        [
            [name, parameter, norm]
            for name in BOOK
            for parameter, norm in runs[name][0].history.gradients[1].items()
        ],
    )
    norms_and_scores(notebook, runs)
    notebook.figure(
        "figure-4-4",
        figures.gradient_norms(
            "Weights N(0, 0.01), biases 1",
            {name: runs[name][0].first_norms for name in BOOK},
        ),
    )
    notebook.figure(
        "cures",
        figures.gradient_norms(
            "Cures", {name: runs[name][0].first_norms for name in CURES}
        ),
    )
    first = runs["relu"][0]
    notebook.run_files(first.history, first.last)
    vanished = [one.first_norms[0] / one.first_norms[-1] for one in runs["sigmoid"]]
    notebook.verdict(
        "With sigmoid units the gradient vanishes towards the first layer.",
        f"norm of fc1.weight over that of fc5.weight at most {max(vanished):.1e}",
        statistics.exact(max(vanished) < 1e-3),
        lab.seeds,
    )
    norms = [one.first_norms[0] for one in runs["relu"]]
    notebook.verdict(
        "ReLU cures the vanishing gradient.",
        f"at weight std 0.01 the norm of fc1.weight is {min(norms):.1e} to "
        f"{max(norms):.1e} with ReLU",
        statistics.exact(min(norms) > 1e-3),
        lab.seeds,
    )
    good = statistics.successes(accuracies(runs["relu, he"]))
    notebook.verdict(
        "He initialisation makes the ReLU network learn at this learning rate.",
        f"norm of fc1.weight at step 1 from "
        f"{min(one.first_norms[0] for one in runs['relu, he']):.1e}; good in "
        + statistics.share_text(good, lab.seeds),
        statistics.typically(good, lab.seeds),
        lab.seeds,
    )


def norms_and_scores(notebook, runs: dict[str, list[Run]]) -> None:
    """Enters a table of the first gradient norms and the scores of networks."""
    notebook.table(
        "Gradient norm of the weights at step 1, first seed, and test accuracy",
        ["network", "fc1", "fc2", "fc3", "fc4", "fc5", "quartile 1", "median",
         "quartile 3"],
        [
            [name, *of_name[0].first_norms, *statistics.quartiles(accuracies(of_name))]
            for name, of_name in runs.items()
        ],
    )
