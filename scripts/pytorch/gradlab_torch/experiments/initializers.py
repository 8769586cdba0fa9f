"""What do Gaussian and uniform draws look like?"""

import math

import torch

from .. import figures, statistics
from ..laboratory import Laboratory
from ..network import draw

DRAWS = 10_000
# Mean and standard deviation in theory, and the density.
THEORY = {
    "normal:1": (0.0, 1.0, lambda x: torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)),
    "uniform:1": (0.0, 1 / math.sqrt(3), lambda x: torch.full_like(x, 0.5)),
}


def run(lab: Laboratory) -> None:
    """10,000 draws of N(0, 1) and U(-1, 1)."""
    notebook = lab.notebook("initializers", __doc__)
    rows, panels, within = [], {}, True
    for weights, (mean, std, density) in THEORY.items():
        sample = torch.empty(1, DRAWS)
        draw(sample, weights, torch.Generator().manual_seed(lab.seed))
        sample = sample[0]
        measured = (sample.mean().item(), sample.std().item())
        # Four standard errors of a mean.
        within &= abs(measured[0] - mean) < 4 * std / math.sqrt(DRAWS)
        rows.append(
            [weights, *measured, sample.min().item(), sample.max().item(), mean, std]
        )
        panels[weights] = (sample, density)
    notebook.table(
        f"{DRAWS} draws beside theory",
        ["weights", "mean", "std", "min", "max", "mean in theory", "std in theory"],
        rows,
    )
    notebook.figure("fw-gaussian-uniform", figures.histograms(panels))
    notebook.verdict(
        "The draws follow their distributions.",
        f"means {rows[0][1]:+.4f} and {rows[1][1]:+.4f}, standard deviations "
        f"{rows[0][2]:.4f} and {rows[1][2]:.4f}",
        statistics.exact(within),
        1,
    )
