"""Gradients derived by hand, and by central differences."""

import torch

from .data import Examples
from .network import MLP
from .quantities import State


def _derivative(activation: str, z: torch.Tensor, a: torch.Tensor) -> torch.Tensor:
    """The derivative at z of an activation function with value a there."""
    if activation == "sigmoid":
        return a * (1 - a)
    if activation == "tanh":
        return 1 - a * a
    if activation == "relu":
        return (z > 0).to(z.dtype)
    if activation == "elu":
        return torch.where(z > 0, torch.ones_like(z), a + 1)
    slope = float(activation.removeprefix("leaky_relu "))
    return torch.where(z > 0, 1.0, slope).to(z.dtype)


@torch.no_grad()
def gradients(
    network: MLP, activation: str, examples: Examples
) -> tuple[State, torch.Tensor]:
    """The gradient of the mean cross-entropy and the logits.

    With p = sigmoid(z), N examples and * element by element:

    - output layer: delta = (p - y) / N
    - layer k: delta_k = (delta_(k+1) W_(k+1)) * activation'(z_k)
    - weights: delta_k^T a_(k-1); biases: the sum of delta_k over the examples
    """
    activations, weighted = [examples.features], []
    for layer in network.layers[:-1]:
        weighted.append(activations[-1] @ layer.weight.t() + layer.bias)
        activations.append(network.activation(weighted[-1]))
    output = network.layers[-1]
    logits = activations[-1] @ output.weight.t() + output.bias
    delta = (torch.sigmoid(logits) - examples.labels) / len(examples.labels)
    gradient = {}
    for number in range(len(network.layers), 0, -1):
        gradient[f"fc{number}.weight"] = delta.t() @ activations[number - 1]
        gradient[f"fc{number}.bias"] = delta.sum(dim=0)
        if number > 1:
            back = delta @ network.layers[number - 1].weight
            slope = _derivative(
                activation, weighted[number - 2], activations[number - 1]
            )
            delta = back * slope
    return gradient, logits


@torch.no_grad()
def central_differences(network: MLP, examples: Examples) -> State:
    """(L(w + h) - L(w - h)) / 2h for a float64 network, one w at a time."""
    criterion = torch.nn.BCEWithLogitsLoss()
    relative_step = torch.finfo(torch.float64).eps ** (1 / 3)
    gradient = {}
    for name, parameter in network.named_parameters():
        flat = parameter.view(-1)
        slopes = torch.empty_like(flat)
        for index, centre in enumerate(flat.tolist()):
            step = relative_step * max(1.0, abs(centre))
            losses = []
            for sign in (1, -1):
                flat[index] = centre + sign * step
                losses.append(criterion(network(examples.features), examples.labels))
            slopes[index] = (losses[0] - losses[1]) / (2 * step)
            flat[index] = centre
        gradient[name] = slopes.view_as(parameter)
    return gradient


def in_double(examples: Examples) -> Examples:
    """The same examples in float64."""
    return Examples(
        examples.features.double(), examples.labels.double(), examples.truths
    )
