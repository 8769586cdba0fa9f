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
    """10,000 draws of N(0, 1) and U(-1, 1) from each seed."""
    notebook = lab.notebook("initializers", __doc__)
    rows, panels, worst = [], {}, {}
    for weights, (mean, std, density) in THEORY.items():
        errors = []
        for seed in range(lab.seed, lab.seed + lab.seeds):
            sample = torch.empty(100, DRAWS // 100)
            draw(sample, weights, torch.Generator().manual_seed(seed))
            measured = [
                value.item()
                for value in (sample.mean(), sample.std(), sample.min(), sample.max())
            ]
            errors.append(abs(measured[0] - mean) / (std / math.sqrt(DRAWS)))
            rows.append([weights, seed, *measured, mean, std])
            panels.setdefault(weights, (sample.flatten(), density))
        worst[weights] = max(errors)
    notebook.table(
        f"{DRAWS} draws beside theory",
        ["weights", "seed", "mean", "std", "min", "max", "mean in theory",
         "std in theory"],
        rows,
    )
    notebook.figure("fw-gaussian-uniform", figures.histograms(panels))
    for weights, error in worst.items():
        notebook.verdict(
            f"The draws of {weights} have the mean of their distribution.",
            f"at most {error:.1f} standard errors away",
            statistics.exact(error < 3.89),  # 1 of 10,000 samples is beyond
            lab.seeds,
        )
    notebook.close()
