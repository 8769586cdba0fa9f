"""Multilayer perceptrons with one logit as output, and their start."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

ACTIVATIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu 0.01": lambda z: functional.leaky_relu(z, 0.01),
    "leaky_relu 0.2": lambda z: functional.leaky_relu(z, 0.2),
    "elu": functional.elu,
}


@dataclass(frozen=True)
class Setup:
    """Everything about a run but its seed, its epochs and the data.

    ``weights`` is ``normal:STD``, ``uniform:A``, ``constant:C``, ``xavier`` or
    ``he``, as Gradlab writes it.
    """

    hidden: tuple[int, ...]
    learning_rate: float
    activation: str = "sigmoid"
    weights: str = "normal:1"
    bias: float = 0.0
    clip_value: float | None = None
    clip_norm: float | None = None

    @property
    def widths(self) -> str:
        """For example 2-5-3-1."""
        return "-".join(map(str, (2, *self.hidden, 1)))

    def __str__(self) -> str:
        return f"{self.widths}, lr {self.learning_rate:g}"


class MLP(nn.Module):
    """Linear layers fc1 to fcN with an activation function between them."""

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.activation = ACTIVATIONS[setup.activation]
        widths = (2, *setup.hidden, 1)
        # A tuple does not register its layers, add_module does.
        self.layers = tuple(map(nn.Linear, widths, widths[1:]))
        for number, layer in enumerate(self.layers, start=1):
            self.add_module(f"fc{number}", layer)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The logits (N, 1) of features (N, 2)."""
        for layer in self.layers[:-1]:
            x = self.activation(layer(x))
        return self.layers[-1](x)


@torch.no_grad()
def initialise(network: MLP, setup: Setup, seed: int) -> None:
    """Draws the weights, layer by layer, and sets the biases."""
    generator = torch.Generator().manual_seed(seed)
    for layer in network.layers:
        draw(layer.weight, setup.weights, generator)
        layer.bias.fill_(setup.bias)


def draw(weight: torch.Tensor, weights: str, generator: torch.Generator) -> None:
    """Fills a weight of shape (units, inputs) in place."""
    units, inputs = weight.shape
    kind, _, value = weights.partition(":")
    if kind == "normal":
        weight.normal_(0, float(value), generator=generator)
    elif kind == "uniform":
        weight.uniform_(-float(value), float(value), generator=generator)
    elif kind == "constant":
        weight.fill_(float(value))
    elif kind == "xavier":
        weight.normal_(0, (2 / (inputs + units)) ** 0.5, generator=generator)
    elif kind == "he":
        weight.normal_(0, (2 / inputs) ** 0.5, generator=generator)
    else:
        raise ValueError(f"weights '{weights}' are unknown; use for example normal:1")


def build(setup: Setup, seed: int) -> MLP:
    """A network with its initial values."""
    network = MLP(setup)
    initialise(network, setup, seed)
    return network
