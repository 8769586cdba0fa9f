"""Statistics of scores over seeds."""

import math
from statistics import NormalDist, mean, stdev
from typing import NamedTuple

import torch

GOOD = 0.95  # a test accuracy that counts as success: scores gather at 0.86 and 0.99


class Interval(NamedTuple):
    """An estimate with its 95 % interval."""

    estimate: float
    low: float
    high: float


def share(successes: int, trials: int) -> Interval:
    """Wilson's interval for a share (doi:10.1080/01621459.1927.10502953)."""
    z = NormalDist().inv_cdf(0.975)
    p = successes / trials
    centre = p + z * z / (2 * trials)
    half = z * math.sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    low = 0.0 if successes == 0 else (centre - half) / scale
    high = 1.0 if successes == trials else (centre + half) / scale
    return Interval(p, low, high)


def student_quantile(freedom: int) -> float:
    """The 0.975 quantile of Student's t.

    Exact for 1 and 2 degrees of freedom, otherwise the expansion 26.7.5 of
    Abramowitz and Stegun, which is 1e-3 off at 4 and better above.
    """
    if freedom == 1:
        return math.tan(math.pi * 0.475)
    if freedom == 2:
        return 0.95 * math.sqrt(2 / (1 - 0.95**2))
    z = NormalDist().inv_cdf(0.975)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))


def paired_difference(first: list[float], second: list[float]) -> Interval:
    """Mean of second - first over the same seeds, with Student's interval."""
    differences = [b - a for a, b in zip(first, second)]
    centre = mean(differences)
    if len(differences) == 1:
        return Interval(centre, -math.inf, math.inf)
    n = len(differences)
    half = student_quantile(n - 1) * stdev(differences) / math.sqrt(n)
    return Interval(centre, centre - half, centre + half)


def quartiles(sample: list[float]) -> list[float]:
    """The quartiles by linear interpolation: lower, median, upper."""
    levels = torch.tensor([0.25, 0.5, 0.75], dtype=torch.float64)
    return torch.tensor(sample, dtype=torch.float64).quantile(levels).tolist()


def successes(scores: list[float]) -> int:
    """Number of scores that count as success."""
    return sum(score >= GOOD for score in scores)


def exact(holds: bool) -> str:
    """The word for a claim in which chance has no part."""
    return "confirmed" if holds else "corrected"


def typically(agreeing: int, seeds: int) -> str:
    """The word for a claim about the typical seed: its share against one half."""
    return above(share(agreeing, seeds), 0.5)


def above(interval: Interval, value: float) -> str:
    """The word for a claim that a quantity is above a value."""
    if interval.low > value:
        return "confirmed"
    return "corrected" if interval.high < value else "undecided"


def share_text(count: int, seeds: int) -> str:
    """For example "3 of 5 seeds (95 % interval 0.23 to 0.88)"."""
    _, low, high = share(count, seeds)
    return f"{count} of {seeds} seeds (95 % interval {low:.2f} to {high:.2f})"


def difference_text(difference: Interval) -> str:
    """For example "+0.0120 (95 % interval -0.0030 to +0.0270)"."""
    estimate, low, high = difference
    return f"{estimate:+.4f} (95 % interval {low:+.4f} to {high:+.4f})"
