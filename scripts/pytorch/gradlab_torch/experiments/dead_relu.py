"""When is a ReLU dead, does Leaky ReLU cure it?"""

from .. import figures, statistics
from ..laboratory import Laboratory
from ..network import Setup
from ..quantities import dead_unit_fractions, moved
from .vanishing_gradient import HIDDEN, RATE, norms_and_scores

ACTIVATIONS = ("relu", "leaky_relu 0.01", "leaky_relu 0.2", "elu")


def run(lab: Laboratory) -> None:
    """2-3-3-3-3-1 with all biases -8."""
    notebook = lab.notebook("dead-relu", __doc__)
    notebook.enter(weights="normal:0.01", bias=-8.0, learning_rate=RATE)
    runs = {
        name: lab.over_seeds(Setup(HIDDEN, RATE, name, "normal:0.01", -8.0))
        for name in ACTIVATIONS
    }
    norms_and_scores(notebook, runs)
    firsts = {name: of_name[0] for name, of_name in runs.items()}
    features = lab.data.train.features
    dead = {
        name: dead_unit_fractions(one.setup, one.first, features)
        for name, one in firsts.items()
    }
    notebook.table(
        "Dead unit fraction of the hidden layers at the start, parameters that moved",
        ["activation", "fc1", "fc2", "fc3", "fc4", "moved"],
        [
            [name, *dead[name], " ".join(moved(one.first, one.last))]
            for name, one in firsts.items()
        ],
    )
    notebook.figure(
        "gradient-norms",
        figures.gradient_norms(
            "Weights N(0, 0.01), biases -8",
            {name: one.first_norms for name, one in firsts.items()},
        ),
    )
    notebook.run_files(firsts["relu"].history, firsts["relu"].last)
    only_bias = sum(moved(one.first, one.last) == ["fc5.bias"] for one in runs["relu"])
    notebook.verdict(
        "A dead ReLU network does not learn.",
        f"all units dead; nothing but fc5.bias moves in {only_bias} of {lab.seeds} seeds",
        statistics.exact(only_bias == lab.seeds),
        lab.seeds,
    )
    for name in ACTIVATIONS[1:]:
        norms = [one.first_norms[0] for one in runs[name]]
        notebook.verdict(
            f"{name} brings the gradient back.",
            f"norm of fc1.weight at step 1 from {min(norms):.1e} to {max(norms):.1e}",
            statistics.exact(min(norms) > 1e-3),
            lab.seeds,
        )
