"""Figures, as SVG, PDF and PNG."""

import math
from collections.abc import Callable
from pathlib import Path

import torch
from matplotlib import rc_context
from matplotlib.figure import Figure

from .data import Examples
from .runner import History

# Okabe and Ito: colours that colour-blind readers can tell apart.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]


def write(folder: Path, name: str, figure: Figure) -> None:
    """Writes a figure three times."""
    with rc_context({"pdf.fonttype": 42, "svg.fonttype": "none"}):
        for extension in ("svg", "pdf", "png"):
            figure.savefig(folder / f"{name}.{extension}", dpi=150)


def curves(title: str, histories: dict[str, History]) -> Figure:
    """Loss and accuracy over the epochs: train solid, validation dashed."""
    figure = Figure(figsize=(9, 3.8), layout="constrained")
    figure.suptitle(title)
    panels = zip(figure.subplots(1, 2), ("loss", "accuracy"))
    for axes, quantity in panels:
        for (name, history), colour in zip(histories.items(), COLOURS):
            for part, style in (("train", "-"), ("validation", "--")):
                axes.plot(
                    history.column(f"{part}_{quantity}"),
                    style,
                    color=colour,
                    label=f"{name} {part}".strip(),
                )
        axes.set(xlabel="epoch", ylabel=quantity)
        axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    return figure


def losses(title: str, series: dict[str, list[float]]) -> Figure:
    """Losses over the epochs."""
    figure = Figure(figsize=(6, 3.8), layout="constrained")
    axes = figure.subplots()
    for (name, values), colour, style in zip(series.items(), COLOURS, ("-", ":")):
        axes.plot(values, style, color=colour, linewidth=2.5, label=name)
    axes.set(title=title, xlabel="epoch", ylabel="train loss")
    axes.grid(alpha=0.3)
    axes.legend()
    return figure


def boundary(
    title: str,
    examples: Examples,
    panels: dict[str, Callable[[torch.Tensor], torch.Tensor]],
) -> Figure:
    """The examples over the probability of label 1, once for each network."""
    low = examples.features.min(dim=0).values - 0.3
    high = examples.features.max(dim=0).values + 0.3
    ends = torch.stack([low, high], dim=1).tolist()
    x1, x2 = (torch.linspace(*pair, 200) for pair in ends)
    grid = torch.cartesian_prod(x1, x2)
    figure = Figure(figsize=(9, 3.8), layout="constrained")
    figure.suptitle(title)
    all_axes = figure.subplots(1, len(panels))
    for axes, (name, probability) in zip(all_axes, panels.items()):
        p = probability(grid).view(len(x1), len(x2)).t()
        levels = [step / 10 for step in range(11)]
        filled = axes.contourf(x1, x2, p, levels=levels, cmap="cividis")
        axes.contour(x1, x2, p, levels=[0.5], colors="white")
        for label, marker, colour in ((0, "o", COLOURS[5]), (1, "^", COLOURS[4])):
            chosen = examples.features[examples.labels[:, 0] == label]
            axes.scatter(
                *chosen.t(),
                s=14,
                marker=marker,
                c=colour,
                edgecolors="black",
                linewidths=0.4,
                label=f"label {label}",
            )
        axes.set(title=name, xlabel="x1", ylabel="x2")
    all_axes[0].legend(fontsize="small")
    figure.colorbar(filled, ax=all_axes, label="probability of label 1")
    return figure


def histograms(panels: dict[str, tuple[torch.Tensor, Callable]]) -> Figure:
    """Samples, each beside its density."""
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    for axes, (title, (sample, density)) in zip(
        figure.subplots(1, len(panels)), panels.items()
    ):
        axes.hist(
            sample.numpy(), bins=50, density=True, color=COLOURS[5], label="drawn"
        )
        x = torch.linspace(sample.min().item(), sample.max().item(), 400)
        axes.plot(x, density(x), color=COLOURS[1], label="density")
        axes.set(title=title, xlabel="value", ylabel="density")
        axes.legend(fontsize="small")
    return figure


def gradient_norms(title: str, series: dict[str, list[float]]) -> Figure:
    """Gradient norm of each layer's weights, log axis; 0 lies at the bottom."""
    figure = Figure(figsize=(7, 4.2), layout="constrained")
    axes = figure.subplots()
    positive = [norm for norms in series.values() for norm in norms if norm > 0]
    floor = 10 ** (math.floor(math.log10(min(positive))) - 2)
    for (name, norms), colour in zip(series.items(), COLOURS):
        layers = [f"fc{number}" for number in range(1, len(norms) + 1)]
        axes.semilogy(
            layers, [norm or floor for norm in norms], "o-", color=colour, label=name
        )
        for layer, norm in zip(layers, norms):
            if norm == 0:
                axes.annotate("0", (layer, floor), (0, 5), textcoords="offset points")
    axes.set(
        title=title, xlabel="layer", ylabel="gradient norm of the weights at step 1"
    )
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    return figure


def dots(title: str, scores: dict[str, list[float]]) -> Figure:
    """One row per configuration, one dot per seed, the median marked."""
    figure = Figure(figsize=(7, 0.9 + 0.35 * len(scores)), layout="constrained")
    axes = figure.subplots()
    for row, sample in enumerate(scores.values()):
        axes.plot(sample, [row] * len(sample), "o", color=COLOURS[0], alpha=0.5)
        median = torch.tensor(sample).quantile(0.5).item()
        axes.plot(median, row, "|", color=COLOURS[1], markersize=16, markeredgewidth=2)
    axes.set_yticks(range(len(scores)), scores)
    axes.invert_yaxis()
    axes.set(title=title, xlabel="test accuracy")
    axes.grid(alpha=0.3)
    return figure
