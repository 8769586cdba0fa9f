"""Reading Moon1000."""

import csv
from pathlib import Path
from typing import NamedTuple

import torch

MOON1000 = Path(__file__).resolve().parents[3] / "notebooks-data" / "moon1000.csv"


class Examples(NamedTuple):
    """Labelled examples: features (N, 2), labels (N, 1) as numbers and truths."""

    features: torch.Tensor
    labels: torch.Tensor
    truths: torch.Tensor


class Dataset(NamedTuple):
    """The three parts of a data set; the test set is read once, at the end."""

    train: Examples
    validation: Examples
    test: Examples


def read(path: Path = MOON1000) -> Dataset:
    """Reads a CSV file with the columns x1, x2, label and split."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return Dataset(*(_part(rows, split) for split in Dataset._fields))


def _part(rows: list[dict[str, str]], split: str) -> Examples:
    chosen = [row for row in rows if row["split"] == split]
    features = torch.tensor([[float(row["x1"]), float(row["x2"])] for row in chosen])
    labels = torch.tensor([[float(row["label"])] for row in chosen])
    return Examples(features, labels, labels >= 0.5)
