"""Do hand-written gradients differ, in values or time?"""

import statistics as python_statistics
import time

import torch
from torch import nn

from .. import figures, statistics
from ..data import Examples
from ..laboratory import Laboratory
from ..manual import central_differences, gradients, in_double
from ..network import MLP, Setup, build

SETUPS = (Setup((5,), 0.2), Setup((3, 3, 3, 3), 0.2))
REPEATS = 3
TOLERANCE = 1e-6  # float32 gradients near 1 carry about 1e-7 of rounding


def by_autograd(network: MLP, setup: Setup, examples: Examples) -> torch.Tensor:
    """Puts the gradient into the parameters; returns the loss."""
    network.zero_grad(set_to_none=True)
    loss = nn.functional.binary_cross_entropy_with_logits(
        network(examples.features), examples.labels
    )
    loss.backward()
    return loss.detach()


@torch.no_grad()
def by_hand(network: MLP, setup: Setup, examples: Examples) -> torch.Tensor:
    """Puts the gradient into the parameters; returns the loss."""
    gradient, logits = gradients(network, setup.activation, examples)
    for name, parameter in network.named_parameters():
        parameter.grad = gradient[name]
    return nn.functional.binary_cross_entropy_with_logits(logits, examples.labels)


WAYS = {"autograd": by_autograd, "by hand": by_hand}


def losses_and_seconds(way, setup: Setup, lab: Laboratory) -> tuple[list[float], float]:
    """One training from the first seed, without validation."""
    network = build(setup, lab.seed)
    optimizer = torch.optim.SGD(network.parameters(), lr=setup.learning_rate)
    losses = []
    start = time.perf_counter()
    for _ in range(lab.epochs):
        losses.append(way(network, setup, lab.data.train).item())
        optimizer.step()
    return losses, time.perf_counter() - start


def gradient_rows(setup: Setup, lab: Laboratory) -> list[list[str | float]]:
    """The largest differences of each gradient at step 1."""
    network = build(setup, lab.seed)
    found = {}
    for name, way in WAYS.items():
        way(network, setup, lab.data.train)
        found[name] = {
            parameter: value.grad.double()
            for parameter, value in network.named_parameters()
        }
    central = central_differences(network.double(), in_double(lab.data.train))
    return [
        [
            setup.widths,
            name,
            auto.norm().item(),
            (auto - found["by hand"][name]).abs().max().item(),
            (auto - central[name]).abs().max().item(),
        ]
        for name, auto in found["autograd"].items()
    ]


def run(lab: Laboratory) -> None:
    """Two networks, one start each, two gradient computations."""
    notebook = lab.notebook("autograd-vs-manual", __doc__)
    notebook.enter(networks=[str(setup) for setup in SETUPS], repeats=REPEATS)
    rows = [row for setup in SETUPS for row in gradient_rows(setup, lab)]
    notebook.table(
        "Largest difference of each gradient at step 1",
        ["network", "parameter", "norm", "autograd - by hand", "autograd - central"],
        rows,
    )
    times, gaps, histories = [], [], {}
    for setup in SETUPS:
        losses, seconds = {}, {name: [] for name in WAYS}
        for repeat in range(REPEATS + 1):  # the first is the warm-up
            for name, way in WAYS.items():
                losses[name], taken = losses_and_seconds(way, setup, lab)
                if repeat:
                    seconds[name].append(taken / lab.epochs * 1e6)
        gaps.append(
            max(abs(a - b) for a, b in zip(losses["autograd"], losses["by hand"]))
        )
        medians = [python_statistics.median(seconds[name]) for name in WAYS]
        times.append([setup.widths, *medians, gaps[-1]])
        if setup is SETUPS[0]:
            histories = losses
    notebook.table(
        "Microseconds per epoch, and largest difference of the loss over all epochs",
        ["network", *WAYS, "loss difference"],
        times,
    )
    notebook.figure("curves", figures.losses("2-5-1, lr 0.2", histories))
    worst = max(row[3] for row in rows)
    notebook.verdict(
        "Hand-written gradients have the same values as automatic ones.",
        f"largest difference {worst:.1e} at step 1, {max(gaps):.1e} in the loss over "
        f"{lab.epochs} epochs",
        statistics.exact(worst < TOLERANCE),
        1,
    )
    notebook.verdict(
        "Automatic differentiation costs time.",
        "; ".join(
            f"{widths}: {auto:.0f} against {hand:.0f} microseconds per epoch by hand"
            for widths, auto, hand, _ in times
        ),
        statistics.exact(all(auto > hand for _, auto, hand, _ in times)),
        1,
    )
