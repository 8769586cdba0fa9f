"""What can be measured on a network."""

import torch

from .network import MLP, Setup

State = dict[str, torch.Tensor]


def gradient_norms(network: MLP) -> dict[str, float]:
    """L2 norm of every gradient; in float64, where squares of 1e-23 survive."""
    return {
        name: parameter.grad.double().norm().item()
        for name, parameter in network.named_parameters()
    }


def weight_norms(norms: dict[str, float]) -> list[float]:
    """The norms of fc1.weight to fcN.weight."""
    return [norm for name, norm in norms.items() if name.endswith(".weight")]


def effective_width(state: State, layer: str = "fc1") -> int:
    """Number of distinct units in a layer: symmetric units count once."""
    weight, bias = state[f"{layer}.weight"], state[f"{layer}.bias"]
    return len(torch.unique(torch.column_stack([weight, bias]), dim=0))


@torch.no_grad()
def dead_unit_fractions(
    setup: Setup, state: State, features: torch.Tensor
) -> list[float]:
    """Share of the units of each hidden layer that are 0 on every example."""
    network = MLP(setup)
    network.load_state_dict(state)
    fractions = []
    for layer in network.layers[:-1]:
        features = network.activation(layer(features))
        fractions.append((features == 0).all(dim=0).float().mean().item())
    return fractions


def moved(before: State, after: State) -> list[str]:
    """Names of the parameters that differ."""
    return [name for name in before if not torch.equal(before[name], after[name])]
