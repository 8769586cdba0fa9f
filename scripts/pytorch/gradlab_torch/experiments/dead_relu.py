"""When is a ReLU dead, and does Leaky ReLU cure it?"""

from .. import figures, statistics
from ..laboratory import Laboratory
from ..network import Setup
from ..quantities import dead_unit_fractions, moved
from .vanishing_gradient import (
    HIDDEN,
    RATE,
    median_norms,
    reaches_first_layer,
    table_of_norms,
    table_of_scores,
)

SETUPS = {
    activation: Setup(HIDDEN, RATE, activation, weights="normal:0.01", bias=-8.0)
    for activation in ("relu", "leaky_relu 0.01", "leaky_relu 0.2", "elu")
}


def run(lab: Laboratory) -> None:
    """Gradients and dead units of every seed, then a training of the first."""
    notebook = lab.notebook("dead-relu", __doc__)
    notebook.enter(weights="normal:0.01", bias=-8.0, learning_rate=RATE)
    firsts = {name: lab.over_seeds(setup, 1) for name, setup in SETUPS.items()}
    trained = {
        name: lab.run(setup, lab.seed, lab.epochs_or())
        for name, setup in SETUPS.items()
    }
    features = lab.data.train.features
    dead = {
        name: [dead_unit_fractions(one.setup, one.first, features) for one in runs]
        for name, runs in firsts.items()
    }
    changed = {name: moved(one.first, one.last) for name, one in trained.items()}
    table_of_norms(notebook, firsts)
    notebook.table(
        "Dead unit fraction of the hidden layers, first seed, at start and end",
        ["activation", "when", "fc1", "fc2", "fc3", "fc4"],
        [
            [name, when, *fractions]
            for name, one in trained.items()
            for when, fractions in (
                ("start", dead[name][0]),
                ("end", dead_unit_fractions(one.setup, one.last, features)),
            )
        ],
    )
    table_of_scores(notebook, trained)
    notebook.table(
        "Parameters that moved, first seed",
        ["activation", "moved"],
        [[name, " ".join(names)] for name, names in changed.items()],
    )
    notebook.figure(
        "gradient-norms",
        figures.gradient_norms(
            "Biases -8, median over the seeds",
            {name: median_norms(runs) for name, runs in firsts.items()},
        ),
    )
    notebook.run_files(trained["relu"].history, trained["relu"].last)
    all_dead = sum(min(fractions) == 1 for fractions in dead["relu"])
    notebook.verdict(
        "With biases -8 every ReLU is dead from the start.",
        "all units dead in " + statistics.share_text(all_dead, lab.seeds),
        statistics.exact(all_dead == lab.seeds),
        lab.seeds,
    )
    notebook.verdict(
        "A network of dead ReLUs learns nothing but its last bias.",
        f"moved: {' '.join(changed['relu'])}",
        statistics.exact(changed["relu"] == ["fc5.bias"]),
        1,
    )
    for name in list(SETUPS)[1:]:
        reaches_first_layer(lab, notebook, name, firsts[name])
        parameters = len(trained[name].first)
        notebook.verdict(
            f"With {name} training moves every parameter.",
            f"{len(changed[name])} of {parameters} moved",
            statistics.exact(len(changed[name]) == parameters),
            1,
        )
    notebook.close()
