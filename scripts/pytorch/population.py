#!/usr/bin/env python3
"""Times PyTorch on a population of 2-5-1 networks: one after another, or batched.

Prints microseconds of a member-epoch, of wall time and of the processor, the best
over threads and, where batched, over the number of members in a batch. Validates
every 10 epochs, as Gradlab's populations do.
"""

import argparse
import csv
import time
from collections.abc import Callable
from pathlib import Path

import torch

HIDDEN = 5
RATE = 5.0
SCORE_EVERY = 10
BATCHES = (32, 64, 128, 256)

Sets = dict[str, tuple[torch.Tensor, torch.Tensor]]


def read(path: Path) -> Sets:
    """Features (n, 2) and labels (n, 1) of each split."""
    rows: dict[str, list[list[float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            numbers = [float(row["x1"]), float(row["x2"]), float(row["label"])]
            rows.setdefault(row["split"], []).append(numbers)
    tensors = {split: torch.tensor(values) for split, values in rows.items()}
    return {
        split: (values[:, :2].contiguous(), values[:, 2:].contiguous())
        for split, values in tensors.items()
    }


def alone(sets: Sets, epochs: int) -> None:
    """One network, as the book's course trains it."""
    features, labels = sets["train"]
    network = torch.nn.Sequential(
        torch.nn.Linear(2, HIDDEN), torch.nn.Sigmoid(), torch.nn.Linear(HIDDEN, 1)
    )
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE)
    for epoch in range(epochs):
        loss = loss_of(network(features), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (epoch + 1) % SCORE_EVERY == 0:
            with torch.no_grad():
                logits = network(sets["validation"][0])
                ((logits >= 0) == (sets["validation"][1] == 1)).float().mean().item()


def batched(sets: Sets, epochs: int, members: int) -> None:
    """Many networks by autograd: the first layer's bias folded into its product."""
    columns = {
        split: torch.cat([features.T, torch.ones(1, len(features))])
        for split, (features, _) in sets.items()
    }
    targets = sets["train"][1].T.unsqueeze(0)
    valid = sets["validation"][1].T.unsqueeze(0) == 1
    first = torch.randn(members, HIDDEN, 3, requires_grad=True)
    second = torch.randn(members, 1, HIDDEN, requires_grad=True)
    bias = torch.zeros(members, 1, 1, requires_grad=True)
    parameters = [first, second, bias]
    loss_of = torch.nn.BCEWithLogitsLoss(reduction="sum")

    def forward(split: str) -> torch.Tensor:
        return torch.baddbmm(bias, second, torch.sigmoid(first @ columns[split]))

    expanded = targets.expand(members, -1, -1)
    for epoch in range(epochs):
        loss = loss_of(forward("train"), expanded) / targets.shape[2]
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.sub_(gradient, alpha=RATE)
            if (epoch + 1) % SCORE_EVERY == 0:
                ((forward("validation") >= 0) == valid).float().mean(2)


def micros(
    run: Callable[[], None], epochs: int, members: int
) -> tuple[float, float]:
    """Microseconds of a member-epoch, wall and processor; one run to warm up."""
    run()
    wall, core = time.perf_counter(), time.process_time()
    run()
    unit = 1e6 / epochs / members
    return (time.perf_counter() - wall) * unit, (time.process_time() - core) * unit


def main() -> None:
    """Prints the best time of one way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=("alone", "batched"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=200)
    options = parser.parse_args()
    sets = read(options.data)
    epochs = options.epochs
    times: dict[str, tuple[float, float]] = {}
    for threads in sorted({1, torch.get_num_threads()}):
        torch.set_num_threads(threads)
        if options.way == "alone":
            times[f"{threads} threads"] = micros(
                lambda: alone(sets, epochs), epochs, 1
            )
            continue
        for size in BATCHES:
            times[f"{size} members, {threads} threads"] = micros(
                lambda size=size: batched(sets, epochs, size), epochs, size
            )
    best = min(times, key=lambda how: times[how])
    wall, core = times[best]
    print(f"{options.way}: {wall:.3f} {core:.3f} ({best})")


if __name__ == "__main__":
    main()
