"""Do hand-written gradients differ from automatic ones, in values or in time?"""

import time
from collections.abc import Callable

import torch
from torch import nn

from .. import figures, statistics
from ..data import Examples
from ..laboratory import Laboratory
from ..manual import central_differences, gradients, in_double
from ..network import MLP, Setup, build

SETUPS = (Setup((5,), 0.2), Setup((3, 3, 3, 3), 0.2))
BLOCKS = 10
SAME_GRADIENT = 6e-6  # relative: a hundred rounding units of float32
SAME_LOSS = 1e-5  # over 1000 epochs; float32 alone gives 1e-7 to 3e-7

Way = Callable[[MLP, Setup, Examples], torch.Tensor]


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


WAYS: dict[str, Way] = {"autograd": by_autograd, "by hand": by_hand}


def train(
    way: Way, setup: Setup, lab: Laboratory, epochs: int
) -> tuple[list[float], list[float]]:
    """Losses, and microseconds per epoch of each block of epochs."""
    network = build(setup, lab.seed)
    optimizer = torch.optim.SGD(network.parameters(), lr=setup.learning_rate)
    validation = lab.data.validation
    block = max(1, epochs // BLOCKS)
    losses, micros = [], []
    start = time.perf_counter()
    for epoch in range(1, epochs + 1):
        losses.append(way(network, setup, lab.data.train).item())
        optimizer.step()
        with torch.no_grad():
            logits = network(validation.features)
            losses.append(
                nn.functional.binary_cross_entropy_with_logits(
                    logits, validation.labels
                ).item()
            )
        if epoch % block == 0:
            now = time.perf_counter()
            micros.append((now - start) / block * 1e6)
            start = now
    return losses, micros


def gradient_rows(setup: Setup, seed: int, lab: Laboratory) -> list[list]:
    """The largest differences of each gradient at step 1."""
    network = build(setup, seed)
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
            seed,
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
    notebook.enter(networks=[str(setup) for setup in SETUPS])
    rows = [
        row
        for setup in SETUPS
        for seed in range(lab.seed, lab.seed + lab.seeds)
        for row in gradient_rows(setup, seed, lab)
    ]
    notebook.table(
        "Largest difference of each gradient at step 1",
        ["network", "seed", "parameter", "norm", "autograd - by hand",
         "autograd - central"],
        rows,
    )
    epochs = lab.epochs_or()
    times, courses = [], {}
    for setup in SETUPS:
        for way in WAYS.values():
            train(way, setup, lab, max(1, epochs // 2))  # warms up
        for name, way in WAYS.items():
            courses[setup, name], micros = train(way, setup, lab, epochs)
            times.append([setup.widths, name, *statistics.quartiles(micros)])
    notebook.table(
        "Microseconds per epoch, with the validation loss of every epoch",
        ["network", "gradients", "quartile 1", "median", "quartile 3"],
        times,
    )
    notebook.figure(
        "curves",
        figures.losses(
            str(SETUPS[0]), {name: courses[SETUPS[0], name][::2] for name in WAYS}
        ),
    )
    worst = max(row[4] / row[3] for row in rows)
    notebook.verdict(
        "Automatic differentiation gives the gradients of the hand-derived formulas.",
        f"largest difference {worst:.1e} of the gradient's norm",
        statistics.exact(worst < SAME_GRADIENT),
        lab.seeds,
    )
    gap = max(
        abs(one - other)
        for setup in SETUPS
        for one, other in zip(*(courses[setup, name] for name in WAYS))
    )
    notebook.verdict(
        "Both trainings take the same course.",
        f"losses differ by at most {gap:.1e} in {epochs} epochs",
        statistics.exact(gap < SAME_LOSS),
        1,
    )
    for automatic, manual in zip(times[::2], times[1::2]):
        notebook.verdict(
            f"{automatic[0]}: hand-written gradients are faster than automatic ones.",
            f"median {manual[3]:.0f} against {automatic[3]:.0f} microseconds per epoch",
            _faster(manual, automatic),
            1,
        )
    notebook.close()


def _faster(first: list, second: list) -> str:
    """Undecided where the middle halves of the blocks overlap."""
    if first[4] < second[2]:
        return "confirmed"
    return "corrected" if first[2] > second[4] else "undecided"
