"""What does zero initialisation do?"""

from .. import figures, statistics
from ..laboratory import Laboratory, Run, accuracies
from ..network import MLP, Setup
from ..quantities import effective_width

STARTS = ("constant:0", "constant:0.5", "uniform:1", "normal:1")
RATES = (0.2, 5.0)
FIRST_STEPS = 5


class Watch:
    """Parameters after the first steps, effective width after every step."""

    def __init__(self) -> None:
        self.parameters: list[dict[str, list[float]]] = []
        self.widths: list[int] = []

    def __call__(self, step: int, network: MLP) -> None:
        state = network.state_dict()
        if step <= FIRST_STEPS:
            self.parameters.append(
                {name: value.flatten().tolist() for name, value in state.items()}
            )
        self.widths.append(effective_width(state))


def run(lab: Laboratory) -> None:
    """2-5-1 from four starts, each at two learning rates."""
    notebook = lab.notebook("zero-init", __doc__)
    notebook.enter(network="2-5-1 sigmoid", starts=STARTS, learning_rates=RATES)
    epochs = lab.epochs_or()
    watches: dict[Setup, Watch] = {}
    runs: dict[Setup, list[Run]] = {}
    for rate in RATES:
        for weights in STARTS:
            setup = Setup((5,), rate, weights=weights)
            watches[setup] = Watch()
            first = lab.observed(setup, lab.seed, epochs, watches[setup])
            # A constant start is the same from every seed.
            constant = weights.startswith("constant")
            runs[setup] = [first] if constant else lab.over_seeds(setup, epochs)
    zero = Setup((5,), 0.2, weights="constant:0")
    notebook.table(
        "Zero initialisation, lr 0.2: parameters after each of the first steps",
        ["step", "parameter", "values"],
        [
            [step, name, " ".join(f"{value:.5f}" for value in values)]
            for step, parameters in enumerate(watches[zero].parameters, start=1)
            for name, values in parameters.items()
        ],
    )
    notebook.table(
        "Effective width of fc1 (5 units) and scores",
        ["start", "lr", "seeds", "narrowest", "at the end", "median test accuracy",
         "last train loss"],
        [
            [
                setup.weights,
                setup.learning_rate,
                len(of_setup),
                min(watches[setup].widths),
                watches[setup].widths[-1],
                statistics.quartiles(accuracies(of_setup))[1],
                of_setup[0].history.epochs[-1].train_loss,
            ]
            for setup, of_setup in runs.items()
        ],
    )
    zero_run = runs[zero][0]
    normal_run = runs[Setup((5,), 0.2)][0]
    notebook.figure(
        "fw-zero",
        figures.curves(
            "2-5-1, lr 0.2", {"zero": zero_run.history, "N(0, 1)": normal_run.history}
        ),
    )
    notebook.run_files(zero_run.history, zero_run.last)
    losses = zero_run.history.column("train_loss")
    notebook.verdict(
        "Zero initialisation stops learning.",
        f"train loss from {losses[0]:.4f} to {losses[-1]:.4f}, test accuracy "
        f"{zero_run.test.accuracy:.4f}",
        statistics.exact(losses[-1] > 0.99 * losses[0]),
        1,
    )
    widest = max(watches[zero].widths)
    notebook.verdict(
        "Zero initialisation keeps all hidden units equal.",
        f"effective width of fc1 is at most {widest} in {len(losses)} steps",
        statistics.exact(widest == 1),
        1,
    )
    narrow = watches[Setup((5,), 0.2, weights="constant:0.5")].widths
    notebook.verdict(
        "Any equal start is as bad as zero.",
        f"from 0.5 everywhere the effective width is at most {max(narrow)}",
        statistics.exact(max(narrow) == 1),
        1,
    )
    notebook.close()
