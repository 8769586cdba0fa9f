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
    """Number of distinct units in a layer: symmetric units count once.

    Units are the same within 1e-4. Exact equality would count the order in
    which the matrix product adds: after 1000 epochs from zero, symmetric units
    differ in their last digits.
    """
    units = torch.column_stack([state[f"{layer}.weight"], state[f"{layer}.bias"]])
    same = (units[:, None] - units).abs().amax(dim=2) <= 1e-4
    has_earlier_twin = same.tril(-1).any(dim=1)
    return len(units) - int(has_earlier_twin.sum())


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
